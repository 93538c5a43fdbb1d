import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { commands } from "@/lib/commands";
import { changePreferences, preferences } from "@/lib/preferences";
import { shell } from "@/lib/texts/shell";
import { openPalette } from "./command-palette";
import { places } from "./places";

/** Puts the shell's own commands into the registry and listens to the keyboard for all commands. */
export function useShellCommands(project: string) {
  const navigate = useNavigate();
  useEffect(
    () =>
      commands.register([
        ...places.flatMap((group) =>
          group.items.map((place) => ({
            id: `go:${place.to}`,
            label: place.label,
            group: shell.goTo,
            shortcut: place.keys,
            run: () => void navigate({ to: place.to, params: { project } }),
          })),
        ),
        {
          id: "new:action",
          label: shell.newAction,
          group: shell.newThing,
          shortcut: "n a",
          run: () => void navigate({ to: "/p/$project/new/action", params: { project } }),
        },
        {
          id: "new:workflow",
          label: shell.newWorkflow,
          group: shell.newThing,
          shortcut: "n w",
          run: () => void navigate({ to: "/p/$project/new/workflow", params: { project } }),
        },
        {
          id: "go:project settings",
          label: shell.projectSettings,
          group: shell.settings,
          run: () => void navigate({ to: "/p/$project/settings", params: { project } }),
        },
        ...(
          [
            ["/settings/account", shell.account],
            ["/settings/tokens", shell.tokens],
            ["/settings/users", shell.users],
            ["/settings/nodes", shell.nodes],
            ["/settings/about", shell.about],
          ] as const
        ).map(([to, label]) => ({ id: `go:${to}`, label, group: shell.settings, run: () => void navigate({ to }) })),
        {
          id: "theme",
          label: shell.switchTheme,
          group: shell.appearance,
          keywords: "dark light theme",
          run: switchTheme,
        },
        {
          id: "density",
          label: shell.switchDensity,
          group: shell.appearance,
          run: () => changePreferences({ density: preferences().density === "compact" ? "comfortable" : "compact" }),
        },
      ]),
    [navigate, project],
  );
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const mod = event.ctrlKey || event.metaKey;
      if (mod && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openPalette();
        return;
      }
      if (!mod && (isTyping(event) || document.querySelector("dialog[open]"))) return;
      const press = { key: event.key, mod, shift: event.shiftKey, alt: event.altKey };
      const command = commands.match(press, preferences().plainKeys, event.timeStamp);
      if (!command) return;
      event.preventDefault();
      command.run();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** Whether the key goes into a text; the code editor lives in a shadow tree, so the path is asked, not the target. */
function isTyping(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      (node) =>
        node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)),
    );
}

function switchTheme() {
  const dark =
    preferences().theme === "dark" ||
    (preferences().theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  changePreferences({ theme: dark ? "light" : "dark" });
}
