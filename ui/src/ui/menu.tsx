import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { MenuItem as AriaMenuItem, Menu as AriaMenuList, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { common } from "@/lib/texts/common";
import { buttonClass } from "./button";

export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

/** A button that opens a list of actions. */
export function Menu({
  label = common.actions,
  text,
  actions,
}: {
  label?: string;
  text?: ReactNode;
  actions: MenuAction[];
}) {
  const icon = text ? undefined : <EllipsisVertical size={16} aria-hidden="true" />;
  return (
    <MenuTrigger>
      <AriaButton className={buttonClass({ icon, children: text })} aria-label={text ? undefined : label}>
        {icon}
        {text}
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <AriaMenuList
          aria-label={label}
          onAction={(key) => actions.find((action) => action.id === key)?.run()}
          disabledKeys={actions.filter((action) => action.disabled).map((action) => action.id)}
        >
          {actions.map((action) => (
            <AriaMenuItem
              key={action.id}
              id={action.id}
              textValue={action.label}
              className={action.danger ? "menu-item danger" : "menu-item"}
            >
              {action.icon}
              {action.label}
            </AriaMenuItem>
          ))}
        </AriaMenuList>
      </Popover>
    </MenuTrigger>
  );
}
