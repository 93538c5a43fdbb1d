const number = new Intl.NumberFormat("en-GB");
const slots = (count: number) => (count === 1 ? "1 slot" : `${number.format(count)} slots`);

export const schedules = {
  title: "Schedules",
  intro: "What the clock starts, and when next. The server computes the times in the schedule's own zone.",
  workflow: "Workflow",
  timing: "Timing",
  zone: "Zone",
  from: "from",
  until: "until",
  jitter: (most: string) => `up to ${most} later`,
  state: "State",
  last: "Last fire",
  fires: "Fired",
  firesOf: (fired: number, expected: number) =>
    fired === expected ? number.format(fired) : `${number.format(fired)} of ${number.format(expected)}`,
  firesTitle: "How many of the slots that were due since it was published as it is have fired",
  skipped: (count: number) => `${number.format(count)} left out`,
  skippedTitle: "Left out as the schedule says for missed times. A backfill runs them.",
  missed: (count: number) => `${number.format(count)} missed`,
  missedNotice: (count: number, where: string) =>
    `${slots(count)} of ${where} ${count === 1 ? "is" : "are"} due and ${count === 1 ? "has" : "have"} not fired.`,
  missedWhere: (count: number) => `${count} schedules`,
  missedAdvice:
    "If this stays for longer than a minute, schedules stand still: see whether a node is active (Settings, Nodes) and what the server's log says. Nothing is lost; they fire once one works again, as far as their policy for missed times wants it.",
  next: "Next fire",
  nextFires: "Next fires",
  show: (count: number) => `${count} more`,
  nothingFound: "No schedule matches these filters",
  emptyTitle: "No schedules yet",
  emptyText: "Publish a workflow with a schedule trigger: a cron expression, an interval or a single time.",
};

export const backfill = {
  open: "Backfill",
  openOf: (workflow: string, trigger: string) => `Backfill ${trigger} of ${workflow}`,
  disabled: "Enable the workflow first: a disabled one starts nothing.",
  title: (workflow: string, trigger: string) => `Backfill ${trigger} of ${workflow}`,
  intro:
    "Runs slots that did not fire: from before it was published, while it was disabled, or left out. One that has fired does not fire again.",
  from: "From",
  to: "Until",
  inZone: (zone: string) => `Time in ${zone}`,
  notATime: "Give a date and a time.",
  backwards: "This has to be after the first time.",
  counting: "Counting…",
  none: "No slot is missing in this time.",
  would: (count: number) => `${slots(count)} would be run, the oldest first.`,
  fired: (count: number) =>
    `${slots(count)} in this time ${count === 1 ? "has" : "have"} fired and ${count === 1 ? "is" : "are"} left alone.`,
  go: (count: number) => (count === 0 ? "Run" : `Run ${slots(count)}`),
  progress: (done: number, all: number) => `${number.format(done)} of ${number.format(all)}`,
  stop: "Stop",
  stopping: "Stopping…",
  stopped: "Stopped. What has been run stays; a backfill of the rest goes on from there.",
  broken: "The last answer did not arrive. Going on asks for the same slots again; none is run twice.",
  goOn: "Go on",
  done: (count: number) => `${slots(count)} run.`,
  see: "See the executions",
  close: "Close",
};

export const polls = {
  title: "Polls",
  intro: "What tools are asked for, again and again, and when next. Each new item starts the workflow once.",
  workflow: "Workflow",
  poll: "Asks for",
  state: "State",
  next: "Next look",
  now: "within seconds",
  last: "Last look",
  notYet: "not yet",
  behind: "has come to",
  events: "Events",
  look: "Look now",
  lookAt: (workflow: string, trigger: string) => `Look now at ${trigger} of ${workflow}`,
  disabled: "Enable the workflow first: a disabled one is not asked for.",
  asked: "The tool is asked within seconds.",
  nothingFound: "No poll matches these filters",
  emptyTitle: "No polls yet",
  emptyText:
    "Publish a workflow with a poll trigger, such as for new pull requests. The page of each tool lists what it can be asked for.",
  seeTools: "See the tools",
};
