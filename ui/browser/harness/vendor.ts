import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** A vendor's API on loopback. It answers what it is told to, and can keep a caller waiting. */
export interface Vendor {
  url: string;
  /** How often it was called. */
  calls(): number;
  close(): Promise<void>;
}

export async function startVendor(answer: Answer): Promise<Vendor> {
  let calls = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      calls++;
      answer(request, Buffer.concat(chunks).toString(), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

/** Slack's Web API as far as a bot needs it; it knows one token (https://docs.slack.dev/web-api). */
export function startSlack(token: string): Promise<Vendor> {
  return startVendor((request, _body, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      json(response, 401, { ok: false, error: "invalid_auth" });
    } else if (request.url?.endsWith("/auth.test")) {
      json(response, 200, { ok: true, team: "Analytical Engines", user: "millrace" });
    } else {
      json(response, 200, { ok: true, channel: "C024BE91L", ts: "1503435956.000247", message: { text: "" } });
    }
  });
}

/** Answers each call only when it is told to. */
export async function startSlowVendor(): Promise<Vendor & { release(): void; asked(): Promise<void> }> {
  const held: ServerResponse[] = [];
  const listeners: (() => void)[] = [];
  let released = false;
  const vendor = await startVendor((_request, _body, response) => {
    if (released) json(response, 200, { ok: true });
    else held.push(response);
    for (const listener of listeners.splice(0)) listener();
  });
  return {
    ...vendor,
    asked: () => (held.length > 0 ? Promise.resolve() : new Promise((resolve) => void listeners.push(resolve))),
    release() {
      released = true;
      for (const response of held.splice(0)) json(response, 200, { ok: true });
    },
  };
}
