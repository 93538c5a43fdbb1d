/** Texts that a new workflow can begin with. Each is complete enough to be published once its gaps are filled. */
export interface Starter {
  id: string;
  icon: "webhook" | "schedule" | "manual" | "empty";
  title: string;
  description: string;
  text: (id: string, name: string) => string;
}

function head(id: string, name: string): string {
  return `id: ${id}\nname: ${JSON.stringify(name)}\n`;
}

export const starters: readonly Starter[] = [
  {
    id: "webhook",
    icon: "webhook",
    title: "When a webhook arrives",
    description: "An address takes requests; the first step shapes their data.",
    text: (id, name) => `${head(id, name)}triggers:
  - id: hook
    webhook: { path: ${id}, verify: { preset: none } }
steps:
  - id: shape
    transform: { received: "{{ event.data }}" }
`,
  },
  {
    id: "schedule",
    icon: "schedule",
    title: "On a schedule",
    description: "Every working day at nine, a request goes out.",
    text: (id, name) => `${head(id, name)}triggers:
  - id: morning
    schedule: { cron: "0 9 * * MON-FRI", zone: UTC }
steps:
  - id: ask
    action: http.request
    input: { method: GET, url: "https://api.example.com/things" }
`,
  },
  {
    id: "manual",
    icon: "manual",
    title: "When you say so",
    description: "People, the API and other programs start it with data.",
    text: (id, name) => `${head(id, name)}triggers:
  - manual: {}
steps:
  - id: greet
    transform: { text: "Hello {{ event.data.?name.orValue('you') }}" }
`,
  },
  {
    id: "empty",
    icon: "empty",
    title: "Empty",
    description: "Only the id. Completion knows every key.",
    text: (id, name) => `${head(id, name)}steps:
  - id: first
    transform: {}
`,
  },
];
