import { X } from "lucide-react";
import { type ReactNode, type Ref, useEffect, useId, useRef } from "react";
import { common } from "@/lib/texts/common";
import { Button } from "./button";

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
  /** The buttons; the last one is what Enter in a form does. */
  foot?: ReactNode;
  ref?: Ref<HTMLDialogElement>;
}

/** The browser's modal dialog: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, open, onClose, wide = false, children, foot }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // Else the browser would begin at the button that closes.
      if (dialog.contains(document.activeElement) && !document.activeElement?.matches("input, textarea, select")) {
        dialog.querySelector<HTMLElement>("h2")?.focus();
      }
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same as a click beside the dialog
    <dialog
      ref={element}
      className={wide ? "dialog wide" : "dialog"}
      aria-labelledby={heading}
      // The browser tells of every close; one that the caller asked for is no news.
      onClose={() => {
        if (open) onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={heading} tabIndex={-1}>
              {title}
            </h2>
            <Button
              look="quiet"
              size="small"
              icon={<X size={16} aria-hidden="true" />}
              aria-label={common.close}
              onClick={() => element.current?.close()}
            />
          </div>
          <div className="dialog-body">{children}</div>
          {foot && <div className="dialog-foot">{foot}</div>}
        </>
      )}
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** What will happen, and what will not. */
  children: ReactNode;
  action: string;
  /** The word on the button that changes nothing: cancel, unless it is called otherwise. */
  keep?: string;
  busy?: boolean;
  /** Primary for what does no harm and is asked for only to say what it does. */
  look?: "danger" | "primary";
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back, or that others will notice. */
export function Confirm({
  title,
  open,
  onClose,
  children,
  action,
  keep = common.cancel,
  busy,
  look = "danger",
  onConfirm,
}: ConfirmProps) {
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button look={look} busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
