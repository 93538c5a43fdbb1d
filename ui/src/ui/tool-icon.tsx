import { toolIconUrl } from "@/lib/tool-icon";

/** A tool's own drawing; its name always stands beside it. */
export function ToolIcon({ tool, small = false }: { tool: string; small?: boolean }) {
  return (
    <span className={small ? "tool-icon small" : "tool-icon"} aria-hidden="true">
      <img src={toolIconUrl(tool)} alt="" loading="lazy" decoding="async" />
    </span>
  );
}
