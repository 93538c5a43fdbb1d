import { Fragment, type ReactNode } from "react";
import { type Block, type Inline, parseMarkdown } from "@/lib/markdown";

/** Markdown as elements; nothing in it can become markup of its own. Links lead to a new tab. */
export function Markdown({ text, inline = false, className }: { text: string; inline?: boolean; className?: string }) {
  const blocks = parseMarkdown(text);
  if (inline) {
    return blocks.map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the blocks are a function of the text
      <Fragment key={index}>{"content" in block ? inlines(block.content) : null} </Fragment>
    ));
  }
  return (
    <div className={className ?? "prose"}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks are a function of the text
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading": {
      const Heading = block.level <= 1 ? "h2" : block.level === 2 ? "h3" : "h4";
      return <Heading>{inlines(block.content)}</Heading>;
    }
    case "paragraph":
      return <p>{inlines(block.content)}</p>;
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard
        <pre className="code-block" tabIndex={0}>
          {block.text}
        </pre>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items are a function of the text
            <li key={index}>{inlines(item)}</li>
          ))}
        </List>
      );
    }
    case "table":
      return (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the cells are a function of the text
                  <th key={index} scope="col">
                    {inlines(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows are a function of the text
                <tr key={index}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the cells are a function of the text
                    <td key={column}>{inlines(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function inlines(content: Inline[]): ReactNode {
  return content.map((part, index) => {
    switch (part.kind) {
      case "code":
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts are a function of the text
        return <code key={index}>{part.text}</code>;
      case "strong":
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts are a function of the text
        return <strong key={index}>{part.text}</strong>;
      case "emphasis":
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts are a function of the text
        return <em key={index}>{part.text}</em>;
      case "link":
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts are a function of the text
          <a key={index} href={part.url} target="_blank" rel="noreferrer">
            {part.text}
          </a>
        );
      default:
        return part.text;
    }
  });
}
