const number = new Intl.NumberFormat("en-GB");

export const items = {
  title: "Items",
  progress: "How far it is with the items",
  doneOf: (done: number, count: number) => `${number.format(done)} of ${number.format(count)}`,
  doneOfItems: (done: number, count: number) =>
    count === 1
      ? `${number.format(done)} of 1 item has ended`
      : `${number.format(done)} of ${number.format(count)} items have ended`,
  none: "The list was empty, so there was nothing to do.",
  parts: {
    succeeded: (count: number) => `${number.format(count)} succeeded`,
    failed: (count: number) => `${number.format(count)} failed`,
    unknown: (count: number) => `${number.format(count)} unknown`,
    running: (count: number) => `${number.format(count)} running`,
    left: (count: number) => `${number.format(count)} left`,
  },
  status: "Status",
  statuses: { failed: "failed", unknown: "unknown", succeeded: "succeeded", cancelled: "cancelled" },
  index: "Index",
  item: (index: number) => `Item ${number.format(index)}`,
  indexHint: "Counted from 0, like index in expressions.",
  attempts: "Attempts",
  reason: "Reason",
  value: "Value",
  close: "Close the item",
  refresh: "Refresh",
  emptyTitle: "No items",
  emptyText: "The list of this step was empty. Its expression is in the workflow, under foreach.",
  nothingFound: "No item has this status",
  notTried: "This item has not been tried.",
  restartText: "Of a step that works through a list, only the items that have not succeeded are done again.",
};
