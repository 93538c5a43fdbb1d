const number = new Intl.NumberFormat("en-GB");
const executions = (count: number) => (count === 1 ? "1 execution" : `${number.format(count)} executions`);

export const bulk = {
  open: "Change all of these",
  title: "Change many executions",
  notWhileSearching: "Clear the search text first: a change of many goes by the other filters.",
  nothingFits: "Nothing can be done with executions that are being cancelled.",
  operation: "What to do",
  operations: {
    cancel: "Cancel those that have not ended",
    restart: "Restart those that failed or were cancelled",
    replay: "Replay those that have ended",
  },
  version: "On which version",
  versions: { newest: "the newest, as it is published now", same: "the one each ran on" },
  counting: "Counting…",
  none: "No execution fits.",
  what: {
    cancel: (count: number) => `${executions(count)} will be cancelled. What has been done stays done.`,
    restart: (count: number) =>
      `${executions(count)} will go on from where they stopped, on their own versions. Steps that succeeded are kept.`,
    replay: (count: number) =>
      `${executions(count)} will be started again for the same events, from the first step. Everything is done again.`,
  },
  more: (count: number) => `More than ${number.format(count)} fit; all of them are changed.`,
  onlyCounted: "Executions that begin from now on are left alone.",
  filters: "Of all executions with",
  unfiltered: "No filter is set: this is about the whole project.",
  go: { cancel: "Cancel them", restart: "Restart them", replay: "Replay them" },
  progress: (seen: number, all: number) => `${number.format(seen)} of ${number.format(all)}`,
  stop: "Stop",
  stopping: "Stopping…",
  stopped: "Stopped. What has been changed stays changed.",
  goOn: "Go on",
  broken:
    "The last answer did not arrive. Going on asks for the same part again; what was changed already is left alone.",
  done: (count: number) => `${executions(count)} changed.`,
  refused: (count: number) => `${executions(count)} left as they are:`,
  moreRefused: (count: number) => `and ${number.format(count)} more`,
  close: "Close",
};
