/** The small part of Markdown that the pages and descriptions of tools use. What it does not know stays plain text. */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong"; text: string }
  | { kind: "emphasis"; text: string }
  | { kind: "link"; text: string; url: string };

export type Block =
  | { kind: "heading"; level: number; content: Inline[] }
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] };

const inlinePattern = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > at) parts.push({ kind: "text", text: text.slice(at, match.index) });
    parts.push(inlineOf(match));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

function inlineOf([whole, code, strong, emphasis, label, url]: RegExpMatchArray): Inline {
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", text: strong };
  if (emphasis !== undefined) return { kind: "emphasis", text: emphasis };
  // Only the web: a link of another kind, or into the repository, keeps its words alone.
  if (label !== undefined && url !== undefined) {
    return /^https?:\/\//i.test(url) ? { kind: "link", text: label, url } : { kind: "text", text: label };
  }
  return { kind: "text", text: whole };
}

const item = /^\s*([-*]|\d+\.)\s+(.*)$/;

export function parseMarkdown(source: string): Block[] {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  const line = () => lines[at] ?? "";
  while (at < lines.length) {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line());
    if (line().trim() === "") at++;
    else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, content: parseInline(heading[2] ?? "") });
      at++;
    } else if (line().startsWith("```")) blocks.push(fence());
    else if (item.test(line())) blocks.push(list());
    else if (line().startsWith("|") && /^\|[\s:|-]+\|$/.test(lines[at + 1]?.trim() ?? "")) blocks.push(table());
    else blocks.push(paragraph());
  }
  return blocks;

  function fence(): Block {
    const text: string[] = [];
    at++;
    while (at < lines.length && !line().startsWith("```")) {
      text.push(line());
      at++;
    }
    at++;
    return { kind: "code", text: text.join("\n") };
  }

  function list(): Block {
    const ordered = /^\s*\d/.test(line());
    const items: string[] = [];
    while (at < lines.length && line().trim() !== "") {
      const match = item.exec(line());
      if (match) items.push(match[2] ?? "");
      else items.push(`${items.pop() ?? ""} ${line().trim()}`);
      at++;
    }
    return { kind: "list", ordered, items: items.map(parseInline) };
  }

  function table(): Block {
    const head = cells(line());
    at += 2;
    const rows: Inline[][][] = [];
    while (at < lines.length && line().startsWith("|")) {
      rows.push(cells(line()));
      at++;
    }
    return { kind: "table", head, rows };
  }

  function cells(row: string): Inline[][] {
    return row
      .trim()
      .replace(/^\||\|$/g, "")
      .split("|")
      .map((cell) => parseInline(cell.trim()));
  }

  function paragraph(): Block {
    const text: string[] = [];
    while (
      at < lines.length &&
      line().trim() !== "" &&
      !line().startsWith("```") &&
      !(text.length > 0 && item.test(line()))
    ) {
      text.push(line().trim());
      at++;
    }
    return { kind: "paragraph", content: parseInline(text.join(" ")) };
  }
}

/** The words alone, for places where a link cannot stand, such as inside another link. */
export function plainText(source: string): string {
  return parseMarkdown(source)
    .map((block) => ("content" in block ? block.content.map(({ text }) => text).join("") : ""))
    .filter(Boolean)
    .join(" ");
}
