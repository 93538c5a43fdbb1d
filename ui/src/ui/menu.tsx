import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import { common } from "@/lib/texts/common";
import { Dropdown } from "./dropdown";

export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

/** A button that opens a list of actions. */
export function Menu({ label = common.actions, actions }: { label?: string; actions: MenuAction[] }) {
  return (
    <Dropdown
      className="button icon"
      label={label}
      align="end"
      button={<EllipsisVertical size={16} aria-hidden="true" />}
    >
      {actions.map((action) => (
        <button
          key={action.id}
          type="button"
          className={action.danger ? "menu-item danger" : "menu-item"}
          disabled={action.disabled}
          onClick={action.run}
        >
          {action.icon}
          {action.label}
        </button>
      ))}
    </Dropdown>
  );
}
