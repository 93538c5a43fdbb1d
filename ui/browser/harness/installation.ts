import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { Api } from "./api";
import { startServer } from "./server";

/** Where the shared server is and who may do everything there. */
export interface Installation {
  url: string;
  pid: number;
  token: string;
  owner: { email: string; password: string };
}

declare module "vitest" {
  export interface ProvidedContext {
    installation: Installation;
  }
}

/** Starts the server that all journeys share, each in a project of its own, and stops it after the last. */
export default async function share(project: TestProject): Promise<() => Promise<void>> {
  const token = `mr_${randomBytes(24).toString("hex")}`;
  const server = await startServer({
    MILLRACE_BOOTSTRAP_TOKEN: token,
    // The stand-ins for vendors listen there.
    MILLRACE_EGRESS_ALLOW: "127.0.0.1",
  });
  const owner = { email: "ada@example.com", password: "correct horse battery" };
  await new Api(server.url, token).send("POST", "/api/v1/users", { ...owner, role: "owner" });
  project.provide("installation", { url: server.url, pid: server.pid, token, owner });
  return server.stop;
}
