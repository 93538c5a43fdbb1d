import type { ExecutionFilter } from "@/lib/api/queries";
import { executions as texts } from "@/lib/texts/executions";
import { shortInstant } from "@/lib/time";
import type { FilterSet } from "@/ui/states";

const { filterNames } = texts;

/** What a filter is set to, for people. */
export function filterValue(filter: ExecutionFilter, name: keyof typeof filterNames): string | undefined {
  if (name === "status") return filter.unfinished ? texts.unfinished : filter.status && texts.statuses[filter.status];
  const value = filter[name];
  return value && (name === "from" || name === "to") ? shortInstant(value) : value;
}

/** The filters that are set, in the order in which they stand above the list. */
export function filtersSet(filter: ExecutionFilter): FilterSet[] {
  return (Object.keys(filterNames) as (keyof typeof filterNames)[]).flatMap((name): FilterSet[] => {
    const value = filterValue(filter, name);
    return value ? [[filterNames[name], value]] : [];
  });
}
