/** What runs Millrace itself: its servers, and how long it keeps things. */

const number = new Intl.NumberFormat("en-GB");

export const nodes = {
  title: "Nodes",
  intro: "The servers that work on this database. Drain one before you stop it, and no step has to be repeated.",
  ownersOnly: "Only owners see the nodes",
  ownersOnlyText: "Nodes belong to the installation and not to a project. Ask an owner to drain or resume one.",
  node: "Node",
  state: "State",
  busy: "At work",
  busyOf: (busy: number, slots: number) =>
    `${number.format(busy)} of ${number.format(slots)} ${slots === 1 ? "step" : "steps"}`,
  version: "Version",
  started: "Started",
  here: "answered this page",
  mayStop: "not busy: it may be stopped",
  finishing: "finishes what it has begun",
  gone: "What it had begun is taken over.",
  drain: "Drain",
  drainTitle: (name: string) => `Drain ${name}?`,
  drainText:
    "Within three seconds it begins nothing new, and its readiness check fails, so that a load balancer sends it nothing more. Steps that it has begun end as usual.",
  drainOthers: "What arrives meanwhile is done by the other nodes. It can be resumed at any time.",
  drainLast:
    "No other node is active. What arrives is kept, but nothing runs until this one is resumed or another one is started.",
  drained: "The node drains: it begins nothing new.",
  resume: "Resume",
  resumeTitle: (name: string) => `Resume ${name}?`,
  resumeText: "Within three seconds it begins steps again, and its readiness check passes for load balancers.",
  resumed: "The node works again.",
  emptyTitle: "No nodes",
  emptyText: "A server appears here when it has joined the database.",
};

const days = (count: number) => (count === 1 ? "1 day" : `${number.format(count)} days`);

export const retention = {
  pageTitle: "Project settings",
  pageIntro: (project: string) => `What holds for everything in ${project}.`,
  title: "How long history is kept",
  history: "Executions, after their end",
  historyHint: "With their event, steps, attempts and large values.",
  events: "Events that started nothing",
  common: (count: number) => `As the installation does: ${days(count)}`,
  likeHistory: "As long as executions",
  own: "A number of days of its own",
  days: "Days",
  historyDays: "Days to keep executions",
  eventDays: "Days to keep events that started nothing",
  wrong: "Give a whole number from 1 to 3,650.",
  what: (history: number, events: number) =>
    history === events
      ? `Executions that ended more than ${days(history)} ago are deleted, and so are events of that age that started nothing. Executions that have not ended stay.`
      : `Executions that ended more than ${days(history)} ago are deleted, and so are events that came more than ${days(events)} ago and started nothing. Executions that have not ended stay.`,
  when: "It is looked at every minute. What is deleted does not come back, and a backfill reaches no further than that.",
  shorterTitle: "Delete older history?",
  shorterHistory: (before: number, after: number) =>
    `Executions are kept for ${days(after)} instead of ${days(before)}. Older ones are deleted within minutes.`,
  shorterEvents: (before: number, after: number) =>
    `Events that started nothing are kept for ${days(after)} instead of ${days(before)}. Older ones are deleted within minutes.`,
  shorterText: "They do not come back.",
  shorter: "Save and delete",
  saved: "The project keeps its history as you said.",
  ownersOnly: "Owners can change this.",
};
