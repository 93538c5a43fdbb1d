/** The API as a program uses it: to prepare what a journey begins with, never for what the journey is about. */
export class Api {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  /** @returns the answer's JSON @throws when the answer is no success */
  async send<Answer = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer> {
    const text = typeof body === "string";
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "Content-Type": text ? "application/yaml" : "application/json" }),
      },
      body: body === undefined ? undefined : text ? body : JSON.stringify(body),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${answer}`);
    return (answer === "" ? {} : JSON.parse(answer)) as Answer;
  }

  async project(id: string, name: string): Promise<Project> {
    await this.send("POST", "/api/v1/projects", { id, name });
    return new Project(this, id);
  }
}

/** One project and what can be made in it. */
export class Project {
  readonly path: string;

  constructor(
    readonly api: Api,
    readonly id: string,
  ) {
    this.path = `/api/v1/projects/${id}`;
  }

  /** Where a screen of this project is, such as `executions`. */
  screen(path = ""): string {
    return `/p/${this.id}${path === "" ? "" : `/${path}`}`;
  }

  /** The catcher's address of a name. */
  catcher(name: string): string {
    return `${this.api.url}/catch/${this.id}/${name}`;
  }

  /** @param yaml the text; its first line is the id */
  async draft(yaml: string): Promise<string> {
    const id = /^id: (\S+)/m.exec(yaml)?.[1];
    if (!id) throw new Error("The workflow has no id.");
    await this.api.send("PUT", `${this.path}/workflows/${id}`, yaml);
    return id;
  }

  async publish(yaml: string): Promise<string> {
    const id = await this.draft(yaml);
    await this.api.send("POST", `${this.path}/workflows/${id}/publish`);
    return id;
  }

  /** @returns the execution's id @param wait an ISO-8601 duration to wait for its end */
  async run(workflow: string, data: unknown = {}, wait = ""): Promise<string> {
    const query = wait === "" ? "" : `?wait=${wait}`;
    const started = await this.api.send<{ id: string }>(
      "POST",
      `${this.path}/workflows/${workflow}/executions${query}`,
      {
        data,
      },
    );
    return started.id;
  }

  /** Returns when a step of an execution asks. */
  async asked(execution: string): Promise<void> {
    const path = `${this.path}/approvals?execution=${execution}`;
    const until = Date.now() + 10_000;
    while ((await this.api.send<{ items: unknown[] }>("GET", path)).items.length === 0) {
      if (Date.now() > until) throw new Error(`The execution ${execution} asks nobody.`);
    }
  }

  answer(execution: string, step: string, word: "approve" | "reject", note: string) {
    return this.api.send("POST", `${this.path}/executions/${execution}/steps/${step}/${word}`, { note });
  }

  connect(id: string, connection: { tool: string; kind: string; config?: unknown; secrets?: unknown }) {
    return this.api.send("PUT", `${this.path}/connections/${id}`, { config: {}, secrets: {}, ...connection });
  }

  variable(name: string, value: unknown, secret = false) {
    return this.api.send("PUT", `${this.path}/variables/${name}`, { value, secret });
  }
}
