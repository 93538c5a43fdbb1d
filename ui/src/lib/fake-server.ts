/** The server as tests need it: it answers what it was told to and remembers what it was asked. */
export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Headers;
  body: string;
}

interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export class FakeServer {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, (asked: Asked) => Answer | Promise<Answer>>();

  /** What `GET /api/v1/session`, and the like, is answered from now on. */
  on(request: string, answer: Answer | ((asked: Asked) => Answer | Promise<Answer>)): this {
    this.answers.set(request, typeof answer === "function" ? answer : () => answer);
    return this;
  }

  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new Error("nothing was asked");
    return last;
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const asked: Asked = {
      method: request.method,
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: await request.text(),
    };
    this.asked.push(asked);
    const answer = this.answers.get(`${asked.method} ${asked.path}`);
    if (!answer) return Response.json({ code: "not_found", detail: "There is no such thing." }, { status: 404 });
    const { status = 200, body = {}, headers } = await answer(asked);
    if (status === 0) throw new TypeError("fetch failed");
    return status === 204 ? new Response(null, { status, headers }) : Response.json(body, { status, headers });
  }
}

let present = new FakeServer();

/** A server that nobody has told anything yet; the client talks to it until the next one is made. */
export function aServer(): FakeServer {
  present = new FakeServer();
  return present;
}

// The client takes hold of these when it is loaded, so they are in place before.
globalThis.fetch = (input, init) => present.answer(input instanceof Request ? input : new Request(input, init));

/** Browsers read an address in the light of the page; Node.js asks for a whole one. */
globalThis.Request = class extends Request {
  constructor(input: RequestInfo | URL, { signal: _, ...init }: RequestInit = {}) {
    super(typeof input === "string" ? new URL(input, document.baseURI) : input, init);
  }
};
