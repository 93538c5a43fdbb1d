import { beforeEach, describe, expect, it } from "vitest";
import { type Command, CommandRegistry } from "./commands";

const key = (name: string, mod = false) => ({ key: name, mod, shift: false, alt: false });

function command(id: string, more: Partial<Command> = {}): Command {
  return { id, label: id, group: "Go to", run: () => {}, ...more };
}

describe("the command registry", () => {
  let registry: CommandRegistry;
  beforeEach(() => {
    registry = new CommandRegistry();
  });

  it("finds by all words of label, group and keywords, labels that begin so first", () => {
    registry.register([
      command("a", { label: "All executions" }),
      command("b", { label: "Executions" }),
      command("c", { label: "Theme", keywords: "dark executions" }),
      command("d", { label: "Variables" }),
    ]);
    expect(registry.find("exec").map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(registry.find("go vari").map(({ id }) => id)).toEqual(["d"]);
    expect(registry.find("nothing")).toEqual([]);
  });

  it("leaves out what makes no sense now", () => {
    registry.register([command("a", { when: () => false, shortcut: "g a" }), command("b")]);
    expect(registry.find("").map(({ id }) => id)).toEqual(["b"]);
    registry.match(key("g"), true, 0);
    expect(registry.match(key("a"), true, 10)).toBeUndefined();
  });

  it("runs a sequence typed within a second", () => {
    registry.register([command("a", { shortcut: "g e" })]);
    expect(registry.match(key("g"), true, 0)).toBeUndefined();
    expect(registry.match(key("e"), true, 1000)?.id).toBe("a");
  });

  it("forgets the first key after a second, and after another key", () => {
    registry.register([command("a", { shortcut: "g e" })]);
    registry.match(key("g"), true, 0);
    expect(registry.match(key("e"), true, 1001)).toBeUndefined();
    registry.match(key("g"), true, 2000);
    registry.match(key("x"), true, 2100);
    expect(registry.match(key("e"), true, 2200)).toBeUndefined();
  });

  it("ignores plain keys when they are switched off, not those with a modifier", () => {
    registry.register([command("a", { shortcut: "g e" }), command("b", { shortcut: "mod+s" })]);
    registry.match(key("g"), false, 0);
    expect(registry.match(key("e"), false, 10)).toBeUndefined();
    expect(registry.match(key("S", true), false, 20)?.id).toBe("b");
  });

  it("takes out only what was put in", () => {
    const remove = registry.register([command("a", { label: "old" })]);
    registry.register([command("a", { label: "new" })]);
    remove();
    expect(registry.all().map(({ label }) => label)).toEqual(["new"]);
  });
});
