import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { actionsQuery } from "@/lib/api/queries";
import { plainText } from "@/lib/markdown";
import { toolAction as texts } from "@/lib/texts/tool-action";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { ToolIcon } from "@/ui/tool-icon";

interface ActionPickerProps {
  chosen: string | undefined;
  onChoose: (action: string | undefined) => void;
}

/** All actions of all tools, narrowed by what is typed; the chosen one alone once there is one. */
export function ActionPicker({ chosen, onChoose }: ActionPickerProps) {
  const { data } = useSuspenseQuery(actionsQuery);
  const [typed, setTyped] = useState("");
  const action = data.items.find((each) => each.name === chosen);
  if (action) {
    return (
      <div className="row apart">
        <span className="row">
          <ToolIcon tool={action.tool} />
          <span className="two-lines">
            <span className="strong">{action.title}</span>
            <code className="small faint">{action.name}</code>
          </span>
        </span>
        <Button onClick={() => onChoose(undefined)}>{texts.change}</Button>
      </div>
    );
  }
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = data.items.filter((each) =>
    words.every((word) => `${each.name} ${each.title} ${plainText(each.description)}`.toLowerCase().includes(word)),
  );
  return (
    <div className="stack">
      <TextField label={texts.searchAction} type="search" value={typed} onChange={setTyped} maxLength={100} />
      <div className="cards picker">
        {found.map((each) => (
          <button key={each.name} type="button" className="card" onClick={() => onChoose(each.name)}>
            <span className="row">
              <ToolIcon tool={each.tool} small />
              <span className="strong">{each.title}</span>
            </span>
            <span className="small muted">{plainText(each.description)}</span>
            <code className="small faint">{each.name}</code>
          </button>
        ))}
      </div>
      {found.length === 0 && <p className="muted">{texts.noAction}</p>}
    </div>
  );
}
