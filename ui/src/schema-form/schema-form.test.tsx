import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { focusFirstProblem } from "@/lib/focus-problem";
import { problemsOf, Unreadable, type Values } from "./model";
import type { JsonSchema } from "./schema";
import { SchemaForm, type SchemaFormProps } from "./schema-form";

interface HostProps extends Omit<SchemaFormProps, "values" | "onChange"> {
  first: Values;
  onSeen: (values: Values) => void;
}

function Host({ first, onSeen, ...rest }: HostProps) {
  const [values, setValues] = useState(first);
  onSeen(values);
  return <SchemaForm {...rest} values={values} onChange={setValues} />;
}

function show(schema: JsonSchema, more: Partial<SchemaFormProps> = {}, first: Values = {}) {
  const seen = { values: first };
  render(
    <Host
      schema={schema}
      {...more}
      first={first}
      onSeen={(values) => {
        seen.values = values;
      }}
    />,
  );
  return { seen, user: userEvent.setup() };
}

describe("a form made from a schema", () => {
  it("takes texts, numbers, switches and choices, and writes no defaults", async () => {
    const { seen, user } = show({
      required: ["name"],
      properties: {
        name: { type: "string", title: "Name" },
        count: { type: "integer", title: "Count", default: 3 },
        loud: { type: "boolean", title: "Loud" },
        method: { type: "string", enum: ["GET", "POST"], default: "GET", title: "Method" },
      },
    });
    expect(screen.getByRole("combobox", { name: /Method/ })).toHaveProperty("value", "");
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Ada");
    expect(seen.values).toEqual({ name: "Ada" });
    await user.type(screen.getByRole("textbox", { name: /Count/ }), "12");
    await user.click(screen.getByRole("switch", { name: "Loud" }));
    await user.selectOptions(screen.getByRole("combobox", { name: /Method/ }), "POST");
    expect(seen.values).toEqual({ name: "Ada", count: 12, loud: true, method: "POST" });
    await user.selectOptions(screen.getByRole("combobox", { name: /Method/ }), "");
    expect(seen.values).not.toHaveProperty("method");
  });

  it("folds advanced settings away and opens them when one has a problem", () => {
    const schema: JsonSchema = {
      properties: { a: { type: "string" }, b: { type: "string", "x-ui": { advanced: true } } },
    };
    const { container, unmount } = render(<SchemaForm schema={schema} values={{}} onChange={() => {}} />);
    expect(container.querySelector("details")?.open).toBe(false);
    unmount();
    const again = render(
      <SchemaForm schema={schema} values={{}} onChange={() => {}} problems={new Map([["b", "Bad."]])} />,
    );
    expect(again.container.querySelector("details")?.open).toBe(true);
    expect(screen.getByText("Bad.")).toBeTruthy();
  });

  it("lets an expression stand where a number or a choice is wanted", async () => {
    const { seen, user } = show({ properties: { count: { type: "integer", title: "Count" } } }, { expressions: true });
    await user.click(screen.getByRole("button", { name: "Write an expression: Count" }));
    await user.type(screen.getByRole("textbox", { name: /Count/ }), "{{{{ event.data.n }}");
    expect(seen.values).toEqual({ count: "{{ event.data.n }}" });
    await user.click(screen.getByRole("button", { name: "Write a value: Count" }));
    expect(seen.values).toEqual({});
  });

  it("keeps a list and a map by entry", async () => {
    const { seen, user } = show({
      properties: {
        codes: { type: "array", items: { type: "integer" }, title: "Codes" },
        headers: { type: "object", additionalProperties: { type: "string" }, title: "Headers" },
      },
    });
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.type(screen.getByRole("textbox", { name: "Codes: Entry 1" }), "404");
    await user.click(screen.getByRole("button", { name: "Add an entry" }));
    await user.type(screen.getByRole("textbox", { name: "Headers: Name of entry 1" }), "X-A");
    await user.type(screen.getByRole("textbox", { name: "Headers: Value of entry 1" }), "1");
    expect(seen.values).toEqual({ codes: [404], headers: { "X-A": "1" } });
    await user.click(screen.getAllByRole("button", { name: "Remove entry 1" })[0] as HTMLElement);
    expect(seen.values).toEqual({ headers: { "X-A": "1" } });
  });

  it("takes any JSON for a part it has no input for, and says when it is none", async () => {
    const { seen, user } = show({ properties: { body: { title: "Body" }, name: { type: "string", title: "Name" } } });
    const body = screen.getByRole("textbox", { name: /Body/ });
    await user.type(body, '{{"a": 1');
    expect(screen.getByText(/This is no JSON/)).toBeTruthy();
    expect(body.getAttribute("aria-invalid")).toBe("true");
    await user.type(body, "}");
    expect(screen.queryByText(/This is no JSON/)).toBeNull();
    expect(seen.values).toEqual({ body: { a: 1 } });
  });

  it("sends nothing older while what is typed cannot be read", async () => {
    const schema: JsonSchema = { properties: { body: { title: "Body" }, count: { type: "integer", title: "Count" } } };
    const { seen, user } = show(schema, {}, { body: { a: 1 }, count: 4 });
    await user.type(screen.getByRole("textbox", { name: /Body/ }), "x");
    await user.type(screen.getByRole("textbox", { name: /Count/ }), "-");
    expect(JSON.stringify(seen.values)).toBe("{}");
    expect([...problemsOf(schema, seen.values).keys()]).toEqual(["body", "count"]);
    expect(screen.getByRole("textbox", { name: /Count/ })).toHaveProperty("value", "4-");
  });

  it("still has what could not be read when a field was hidden meanwhile", async () => {
    const schema: JsonSchema = {
      properties: {
        body: { title: "Body", "x-ui": { visibleWhen: { loud: true } } },
        loud: { type: "boolean", title: "Loud" },
      },
    };
    const { seen, user } = show(schema, {}, { loud: true });
    await user.type(screen.getByRole("textbox", { name: /Body/ }), "[[1");
    await user.click(screen.getByRole("switch"));
    expect(problemsOf(schema, seen.values).size).toBe(0);
    await user.click(screen.getByRole("switch"));
    expect(screen.getByRole("textbox", { name: /Body/ })).toHaveProperty("value", "[1");
  });

  it("takes numbers with a fraction in a list, and says which entry is none", async () => {
    const schema: JsonSchema = { properties: { a: { type: "array", items: { type: "number" }, title: "A" } } };
    const { seen, user } = show(schema, {}, { a: [7] });
    await user.click(screen.getByRole("button", { name: "Add" }));
    const second = screen.getByRole("textbox", { name: "A: Entry 2" });
    await user.type(second, "1.5");
    expect(seen.values).toEqual({ a: [7, 1.5] });
    await user.type(second, "x");
    expect(second).toHaveProperty("value", "1.5x");
    expect(second.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Entry 2: This is no number.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Remove entry 1" }));
    expect(screen.getByRole("textbox", { name: "A: Entry 1" })).toHaveProperty("value", "1.5x");
  });

  it("loses no entry of a map that has the name of another, or none", async () => {
    const schema: JsonSchema = {
      properties: { h: { type: "object", additionalProperties: { type: "string" }, title: "Headers" } },
    };
    const { seen, user } = show(schema, {}, { h: { a: "1" } });
    await user.click(screen.getByRole("button", { name: "Add an entry" }));
    expect(seen.values).toEqual({ h: { a: "1" } });
    await user.type(screen.getByRole("textbox", { name: "Headers: Value of entry 2" }), "2");
    expect(problemsOf(schema, seen.values).get("h")).toBe("Entry 2 has no name.");
    const name = screen.getByRole("textbox", { name: "Headers: Name of entry 2" });
    await user.type(name, "a");
    expect(seen.values.h).toBeInstanceOf(Unreadable);
    expect(screen.getByText("Two entries are called a. Rename or remove one of them.")).toBeTruthy();
    expect(name.getAttribute("aria-invalid")).toBe("true");
    await user.type(name, "b");
    expect(seen.values).toEqual({ h: { a: "1", ab: "2" } });
  });

  it("keeps the type of a map's values", async () => {
    const schema: JsonSchema = {
      properties: { q: { type: "object", additionalProperties: { type: ["string", "number"] }, title: "Query" } },
    };
    const { seen, user } = show(schema, {}, { q: { page: 5, name: "5" } });
    await user.type(screen.getByRole("textbox", { name: "Query: Value of entry 2" }), "0");
    expect(seen.values).toEqual({ q: { page: 5, name: "50" } });
    await user.type(screen.getByRole("textbox", { name: "Query: Value of entry 1" }), "1");
    expect(seen.values).toEqual({ q: { page: 51, name: "50" } });
    await user.type(screen.getByRole("textbox", { name: "Query: Value of entry 1" }), "x");
    expect(seen.values).toEqual({ q: { page: "51x", name: "50" } });
  });

  it("says no more what was told about an older value", async () => {
    const problems = new Map([["a", "Needed."]]);
    const { user } = show({ properties: { a: { type: "string", title: "A" } } }, { problems });
    expect(screen.getByText("Needed.")).toBeTruthy();
    await user.type(screen.getByRole("textbox", { name: /A/ }), "x");
    expect(screen.queryByText("Needed.")).toBeNull();
  });

  it("leads to a list that has a problem, also where it is folded away", async () => {
    const schema: JsonSchema = {
      properties: {
        first: { type: "string", title: "First" },
        codes: { type: "array", items: { type: "string" }, title: "Codes", "x-ui": { advanced: true } },
      },
    };
    const problems = new Map([["codes", "Needed."]]);
    const { container } = render(<SchemaForm schema={schema} values={{}} onChange={() => {}} problems={problems} />);
    const details = container.querySelector("details") as HTMLDetailsElement;
    details.open = false;
    focusFirstProblem(container);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Add" })));
    expect(details.open).toBe(true);
  });

  it("hides what is typed into secrets and says which are stored", () => {
    show({ properties: { token: { type: "string", title: "Token" } } }, { secret: true, stored: ["token"] });
    expect(screen.getByLabelText(/Token/)).toHaveProperty("type", "password");
    expect(screen.getByText("Stored. Leave it empty to keep it.")).toBeTruthy();
  });

  it("ties a problem to its field for screen readers", () => {
    show({ properties: { a: { type: "string", title: "A" } } }, { problems: new Map([["a", "Needed."]]) });
    const field = screen.getByRole("textbox", { name: /A/ });
    expect(field.getAttribute("aria-invalid")).toBe("true");
    const ids = field.getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(ids.map((id) => document.getElementById(id)?.textContent).join()).toContain("Needed.");
  });
});
