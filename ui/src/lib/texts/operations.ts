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
  number: (id: number) => `number ${id}`,
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
