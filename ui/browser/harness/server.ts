import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const distribution = fileURLToPath(new URL("../../../app/target/millrace/", import.meta.url));

/** How long a server may take to start and to stop, in milliseconds. */
const patience = { start: 60_000, stop: 15_000 };

export interface Server {
  url: string;
  /** The one-time link; empty when the server was started with a token. */
  setUpLink: string;
  /** The operating system's id of the server. */
  pid: number;
  /** Everything it has printed. */
  printed(): string;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Starts the distribution on loopback, at a free port unless the environment names one, on an empty data folder of its own, which goes with it.
 *
 * @param environment keys of the configuration, such as `MILLRACE_EGRESS_ALLOW`
 */
export async function startServer(environment: Record<string, string> = {}): Promise<Server> {
  requireDistribution();
  const data = await mkdtemp(join(tmpdir(), "millrace-journeys-"));
  const child = spawn(join(distribution, "bin/millrace"), ["server", "--data", data], {
    env: { ...process.env, MILLRACE_SERVER_PORT: "0", MILLRACE_LOG_FORMAT: "text", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => running.delete(child));
  let printed = "";
  async function stop() {
    child.kill("SIGTERM");
    const killer = setTimeout(() => child.kill("SIGKILL"), patience.stop);
    await ended;
    clearTimeout(killer);
    await rm(data, { recursive: true, force: true });
  }
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const told = (what: string) => reject(new Error(`The server ${what}. It printed:\n${printed}`));
      const timer = setTimeout(() => told(`did not start within ${patience.start} ms`), patience.start);
      const hear = (chunk: Buffer) => {
        printed += chunk;
        const ready = /Millrace is ready at (\S+)/.exec(printed);
        // The set-up link is printed right after the address, so the line after it has to be complete too.
        if (!ready?.[1] || !(environment.MILLRACE_BOOTSTRAP_TOKEN || /setup\?token=\S+\s/.test(printed))) return;
        clearTimeout(timer);
        resolve(ready[1]);
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      child.once("exit", (code) => {
        clearTimeout(timer);
        told(`ended with ${code}`);
      });
    });
    const setUpLink = /http\S+\/setup\?token=\S+/.exec(printed)?.[0] ?? "";
    return { url, setUpLink, pid: child.pid ?? 0, printed: () => printed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function requireDistribution() {
  for (const [part, command] of [
    ["bin/millrace", "mvn -pl app -am -Dmaven.test.skip=true package"],
    ["ui/index.html", "npm run build, then copy ui/dist to app/target/millrace/ui"],
  ] as const) {
    if (!existsSync(join(distribution, part))) {
      throw new Error(`The distribution lacks ${part}. Start ./run once, which makes it, or: ${command}.`);
    }
  }
}
