import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from "react";

interface Look {
  look?: "plain" | "primary" | "quiet" | "danger";
  size?: "normal" | "small";
  icon?: ReactNode;
  children?: ReactNode;
}

export function buttonClass({ look = "plain", size = "normal", icon, children }: Look): string {
  return ["button", look, size === "small" && "small", icon && !children && "icon"].filter(Boolean).join(" ");
}

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> & {
    type?: "button" | "submit";
    /** While true the button keeps its focus and says that it is at work, but does nothing. */
    busy?: boolean;
    ref?: Ref<HTMLButtonElement>;
  };

/** A button without text needs an `aria-label`. */
export function Button({ look, size, icon, children, busy = false, type = "button", onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ look, size, icon, children })}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
}

interface ButtonAnchorProps extends Look, Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "children"> {
  ref?: Ref<HTMLAnchorElement>;
}

function ButtonAnchor({ look, size, icon, children, ref, ...rest }: ButtonAnchorProps) {
  return (
    <a {...rest} ref={ref} className={buttonClass({ look, size, icon, children })}>
      {icon}
      {children}
    </a>
  );
}

/** A link to another screen that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);
