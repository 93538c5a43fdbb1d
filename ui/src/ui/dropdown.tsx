import { type ReactNode, useId, useRef } from "react";

interface DropdownProps {
  /** The look of the button. */
  className: string;
  button: ReactNode;
  /** Names a button that shows no text. */
  label?: string;
  align?: "start" | "end";
  /** Links and buttons with the class `menu-item`. */
  children: ReactNode;
}

/** A button with the browser's own popover below it, which closes when something in it is chosen. */
export function Dropdown({ className, button, label, align = "start", children }: DropdownProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  return (
    <div className="dropdown">
      <button type="button" className={className} popoverTarget={id} aria-label={label}>
        {button}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to the links and buttons inside it */}
      <div
        id={id}
        ref={list}
        popover="auto"
        className={align === "end" ? "popover dropdown-list at-end" : "popover dropdown-list"}
        onClick={(event) => {
          if ((event.target as Element).closest("a, button")) list.current?.hidePopover();
        }}
        onKeyDown={moveFocus}
      >
        {children}
      </div>
    </div>
  );
}

/** Arrow keys move between the entries; Tab works too, and Escape closes. */
function moveFocus(event: React.KeyboardEvent<HTMLElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>("a, button:enabled")];
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const step = event.key === "ArrowDown" ? 1 : -1;
  entries[(at + step + entries.length) % entries.length]?.focus();
  event.preventDefault();
}
