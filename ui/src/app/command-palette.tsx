import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { type Command, commands } from "@/lib/commands";
import { common } from "@/lib/texts/common";
import { shell } from "@/lib/texts/shell";

const opening = new EventTarget();

export function openPalette(): void {
  opening.dispatchEvent(new Event("open"));
}

/** All commands by name: a text field that points at the chosen one in a list. */
export function CommandPalette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    function show() {
      if (dialog.current?.open) return;
      dialog.current?.showModal();
      setOpen(true);
    }
    opening.addEventListener("open", show);
    return () => opening.removeEventListener("open", show);
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same as a click beside the dialog
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label={shell.palette}
      onClose={() => setOpen(false)}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      {open && <PaletteContent onDone={() => dialog.current?.close()} />}
    </dialog>
  );
}

function PaletteContent({ onDone }: { onDone: () => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  useSyncExternalStore(commands.subscribe, commands.all);
  const found = commands.find(typed);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);

  function run(command: Command | undefined) {
    if (!command) return;
    onDone();
    command.run();
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "ArrowDown") setAt((chosen + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp") setAt((chosen - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter") run(found[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="palette-field">
        <Search size={16} aria-hidden="true" />
        <input
          ref={field}
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
          aria-label={shell.palette}
          placeholder={shell.palettePlaceholder}
          value={typed}
          maxLength={100}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
        />
        <kbd className="kbd">Esc</kbd>
      </div>
      <div role="listbox" id={id} aria-label={shell.palette} className="palette-list">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the focus and handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the active descendant pattern keeps the focus in the field
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className="palette-item"
            onClick={() => run(command)}
            onPointerMove={() => setAt(index)}
          >
            <span className="faint small palette-group">{command.group}</span>
            <span className="grow">{command.label}</span>
            {command.shortcut?.split(" ").map((key, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a key may come twice, the order never changes
              <kbd key={position} className="kbd">
                {key}
              </kbd>
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="palette-nothing muted">{shell.paletteNothing}</p>}
      <span className="visually-hidden" role="status">
        {found.length === 0 ? shell.paletteNothing : `${found.length} ${common.actions.toLowerCase()}`}
      </span>
    </>
  );
}
