import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands before a server and takes a path away from each request, as operators let their proxies do. */
export interface Proxy {
  /** The address below which the server is seen, without a slash at its end. */
  url: string;
  close(): Promise<void>;
}

/** @param port where the server listens on loopback; it need not do so yet */
export async function startProxy(path: string, port: number): Promise<Proxy> {
  const server = createServer((incoming, answer) => {
    if (!incoming.url?.startsWith(`${path}/`)) {
      answer.writeHead(404).end();
      return;
    }
    const { method, headers } = incoming;
    const passed = ask({ port, method, headers, path: incoming.url.slice(path.length) }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
