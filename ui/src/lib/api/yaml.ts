/**
 * The options of a request whose body is the text of a workflow. The description of the API also has the JSON form of such a
 * body, an object; the text goes out as it is.
 */
export function yamlBody(text: string, headers: Record<string, string> = {}) {
  return {
    body: text as unknown as Record<string, never>,
    bodySerializer: () => text,
    headers: { "Content-Type": "application/yaml", ...headers },
  };
}
