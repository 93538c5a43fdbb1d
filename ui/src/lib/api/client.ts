import createClient, { type Middleware } from "openapi-fetch";
import { basePath } from "@/lib/base-path";
import { Problem, problemOf } from "./problem";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type Role = Schemas["SessionView"]["role"];

let csrfToken: string | null = null;

/** Remembers the token that the server wants to see with every change made under the session's cookie. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = token;
}

const readOnly = new Set(["GET", "HEAD", "OPTIONS"]);

/** Signing in, out and asking who is there: an answer of 401 to these says nothing of a session that has ended. */
const aboutSession = /\/api\/v1\/(session|setup)(\/link)?$/;

/** What is under way, to be sent again when the session turns out to have ended. */
const underWay = new Map<string, Request>();

const sessionMiddleware: Middleware = {
  onRequest({ request, id }) {
    if (!readOnly.has(request.method) && csrfToken !== null) request.headers.set("X-CSRF-Token", csrfToken);
    if (!aboutSession.test(new URL(request.url).pathname)) underWay.set(id, request.clone());
    return request;
  },
  async onResponse({ response, id }) {
    const request = underWay.get(id);
    underWay.delete(id);
    if (response.status !== 401 || !request || !whenSignedOut) return undefined;
    const isChange = !readOnly.has(request.method);
    if (!(await whenSignedOut(isChange))) return undefined;
    if (isChange && csrfToken !== null) request.headers.set("X-CSRF-Token", csrfToken);
    return fetch(request);
  },
  onError({ error, id }) {
    underWay.delete(id);
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    return new TypeError("fetch failed");
  },
};

/** The typed client of the API. Wrap its calls in {@link answer} to get data or a thrown {@link Problem}. */
export const api = createClient<paths>({ baseUrl: basePath === "/" ? "" : basePath.replace(/\/$/, "") });
api.use(sessionMiddleware);

interface Outcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** @throws Problem when the answer is no success */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  throw problemOf(response.status, error, response.headers.get("Retry-After"));
}

/** Like {@link answer}, with the version of what was read, to send back as `If-Match`. */
export async function answerWithTag<Data>(call: Promise<Outcome<Data>>): Promise<{ data: Data; tag: string | null }> {
  let tag: string | null = null;
  const data = await answer(
    call.then((outcome) => {
      tag = outcome.response.headers.get("ETag");
      return outcome;
    }),
  );
  return { data, tag };
}

type SignedOutListener = (isChange: boolean) => boolean | Promise<boolean>;

let whenSignedOut: SignedOutListener | undefined;

/**
 * What to do when the server no longer knows who is asking; it is told whether a change was asked for. True when there is
 * a session again: then the request is sent once more.
 */
export function onSignedOut(listener: SignedOutListener): void {
  whenSignedOut = listener;
}

/** Sends a text, such as a workflow in YAML, as it is. */
export function asText(body: string): string {
  return body;
}

export { Problem };
