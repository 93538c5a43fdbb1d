import { describe, expect, it } from "vitest";
import { parseInline, parseMarkdown, plainText } from "./markdown";

describe("Markdown", () => {
  it("knows headings, paragraphs, lists, code and tables", () => {
    const blocks = parseMarkdown(
      "# Slack\n\nOne\ntwo.\n\n- a\n- b\n  more\n\n```yaml\nid: x\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "paragraph", "list", "code", "table"]);
    expect(blocks[1]).toEqual({ kind: "paragraph", content: [{ kind: "text", text: "One two." }] });
    expect(blocks[2]).toMatchObject({ items: [[{ text: "a" }], [{ text: "b more" }]] });
    expect(blocks[3]).toEqual({ kind: "code", text: "id: x" });
    expect(blocks[4]).toMatchObject({
      head: [[{ text: "a" }], [{ text: "b" }]],
      rows: [[[{ text: "1" }], [{ text: "2" }]]],
    });
  });

  it("makes links to the web only", () => {
    expect(parseInline("see [docs](https://example.com/a)")).toContainEqual({
      kind: "link",
      text: "docs",
      url: "https://example.com/a",
    });
    expect(parseInline("[x](javascript:alert)")).toEqual([{ kind: "text", text: "x" }]);
  });

  it("leaves markup as text", () => {
    expect(parseInline("<b>`code`</b>")).toEqual([
      { kind: "text", text: "<b>" },
      { kind: "code", text: "code" },
      { kind: "text", text: "</b>" },
    ]);
  });

  it("can be reduced to its words", () => {
    expect(plainText("Needs `chat:write`.\n\nSee [docs](https://example.com).")).toBe("Needs chat:write. See docs.");
  });

  it("ends, whatever it is given", () => {
    expect(parseMarkdown("```\nnever closed")).toEqual([{ kind: "code", text: "never closed" }]);
    expect(parseMarkdown("| no table")).toHaveLength(1);
  });
});
