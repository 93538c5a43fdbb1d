/** Commands are data: the palette, menus and shortcuts all read this one registry. It knows no React. */

export interface Command {
  id: string;
  label: string;
  group: string;
  /** `mod+k` (Ctrl, or Command on a Mac) or keys one after the other, `g e`. */
  shortcut?: string;
  /** Other words to find it by. */
  keywords?: string;
  /** Whether it makes sense now; always when absent. */
  when?(): boolean;
  run(): void;
}

export interface KeyPress {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** How long the second key of a sequence may take, in milliseconds. */
const sequencePause = 1000;

export class CommandRegistry {
  private readonly commands = new Map<string, Command>();
  private readonly listeners = new Set<() => void>();
  private listed: Command[] = [];
  private pending: { key: string; at: number } | null = null;

  /** Adds commands and gives back how to take them out again. */
  register(commands: Command[]): () => void {
    for (const command of commands) this.commands.set(command.id, command);
    this.changed();
    return () => {
      for (const command of commands) {
        if (this.commands.get(command.id) === command) this.commands.delete(command.id);
      }
      this.changed();
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** All commands; the same array until something changes. */
  all = (): Command[] => this.listed;

  /** The commands that make sense now and hold every word of the text, best first. */
  find(text: string): Command[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return this.listed
      .filter((command) => command.when?.() !== false)
      .map((command) => ({ command, score: score(command, words) }))
      .filter(({ score }) => score >= 0)
      .sort((one, other) => one.score - other.score)
      .map(({ command }) => command);
  }

  /**
   * The command that a key press completes, if any. Keys without a modifier count only when `plainKeys` says so, because
   * they get in the way of people who speak to their computer.
   */
  match(press: KeyPress, plainKeys: boolean, at: number): Command | undefined {
    const available = this.listed.filter((command) => command.shortcut && command.when?.() !== false);
    if (press.mod) {
      const wanted = `mod+${press.shift ? "shift+" : ""}${press.key.toLowerCase()}`;
      return available.find((command) => command.shortcut === wanted);
    }
    if (!plainKeys || press.alt || press.key.length !== 1) return undefined;
    const before = this.pending !== null && at - this.pending.at <= sequencePause ? this.pending.key : null;
    this.pending = null;
    const typed = before === null ? press.key : `${before} ${press.key}`;
    const exact = available.find((command) => command.shortcut === typed);
    if (exact) return exact;
    if (available.some((command) => command.shortcut?.startsWith(`${press.key} `)))
      this.pending = { key: press.key, at };
    return undefined;
  }

  private changed(): void {
    this.listed = [...this.commands.values()];
    for (const listener of this.listeners) listener();
  }
}

/** Lower is better, -1 is no match: a label that starts with the words beats one that holds them. */
function score(command: Command, words: string[]): number {
  if (words.length === 0) return 0;
  const label = command.label.toLowerCase();
  const text = `${label} ${command.group.toLowerCase()} ${command.keywords?.toLowerCase() ?? ""}`;
  if (!words.every((word) => text.includes(word))) return -1;
  if (label.startsWith(words[0] ?? "")) return 1;
  return words.every((word) => label.includes(word)) ? 2 : 3;
}

export const commands = new CommandRegistry();
