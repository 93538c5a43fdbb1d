import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "@/lib/api/client";
import { connectionsQuery } from "@/lib/api/queries";
import { tools as texts } from "@/lib/texts/connections";
import { Select } from "@/ui/field";
import { ExpressionTrials } from "./expression-trial";
import type { Values } from "./model";
import type { JsonSchema } from "./schema";
import { SchemaForm } from "./schema-form";

export interface ActionInput {
  connection: string;
  input: Values;
}

interface ActionFormProps {
  project: string;
  action: Schemas["ActionView"];
  value: ActionInput;
  onChange: (value: ActionInput) => void;
  problems?: ReadonlyMap<string, string>;
  expressions?: boolean;
}

/** Everything a call of an action needs: which connection, and the input that its schema asks for. */
export function ActionForm({ project, action, value, onChange, problems, expressions }: ActionFormProps) {
  const [filled, setFilled] = useState(0);
  return (
    <div className="stack loose">
      {action.connection !== "none" && (
        <ConnectionChoice
          project={project}
          action={action}
          value={value.connection}
          problem={problems?.get("connection") ?? null}
          onChange={(connection) => onChange({ ...value, connection })}
        />
      )}
      {action.examples.length > 0 && (
        <Select
          label={texts.chooseExample}
          value=""
          empty="–"
          options={action.examples.map((example) => ({ value: example.title, label: example.title }))}
          onChange={(title) => {
            const example = action.examples.find((each) => each.title === title);
            if (!example) return;
            onChange({ ...value, input: example.input });
            setFilled(filled + 1);
          }}
        />
      )}
      <ExpressionTrials project={project}>
        <SchemaForm
          // An example replaces everything, also what fields keep while it is being typed.
          key={filled}
          schema={action.input as JsonSchema}
          values={value.input}
          onChange={(input) => onChange({ ...value, input })}
          problems={problems}
          expressions={expressions}
        />
      </ExpressionTrials>
    </div>
  );
}

interface ConnectionChoiceProps {
  project: string;
  action: Schemas["ActionView"];
  value: string;
  problem: string | null;
  onChange: (connection: string) => void;
}

function ConnectionChoice({ project, action, value, problem, onChange }: ConnectionChoiceProps) {
  const { data } = useSuspenseQuery(connectionsQuery(project));
  const fitting = data.filter((connection) => connection.tool === action.tool);
  const add = (
    <Link to="/p/$project/connections" params={{ project }} search={{ new: action.tool }}>
      {texts.addConnection}
    </Link>
  );
  return (
    <Select
      label={texts.connection}
      optional={action.connection === "optional"}
      value={value}
      empty={action.connection === "optional" ? texts.withoutConnection : "–"}
      options={fitting.map((connection) => ({ value: connection.id, label: connection.id }))}
      onChange={onChange}
      error={problem}
      hint={
        fitting.length === 0 && (
          <>
            {texts.noConnection} {add}
          </>
        )
      }
    />
  );
}

/** The connection to begin with: the only one that fits. */
export function firstConnection(
  connections: readonly Schemas["ConnectionItem"][],
  action: Pick<Schemas["ActionView"], "connection" | "tool">,
): string {
  if (action.connection !== "required") return "";
  const fitting = connections.filter((connection) => connection.tool === action.tool);
  return fitting.length === 1 ? (fitting[0]?.id ?? "") : "";
}
