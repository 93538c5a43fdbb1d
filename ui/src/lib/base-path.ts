/** The path the product is served under, with a slash at both ends. The server writes it into the page's base element. */
export const basePath: string = new URL(document.baseURI).pathname.replace(/[^/]*$/, "");

/** An address of the server itself, such as an icon or a stream, below the base path. */
export function serverUrl(path: string): string {
  return basePath + path.replace(/^\//, "");
}
