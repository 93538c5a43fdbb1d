import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Activity, RotateCw } from "lucide-react";
import { lazy, Suspense } from "react";
import type { Schemas } from "@/lib/api/client";
import { executionsQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { executions as texts } from "@/lib/texts/executions";
import { shortInstant, startOfToday } from "@/lib/time";
import { Button, ButtonLink } from "@/ui/button";
import { ExecutionTable } from "@/ui/execution-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { FilterSelect, SearchField } from "@/ui/search-field";
import { Empty, NothingFound } from "@/ui/states";
import { filtersSet, filterValue } from "./filters";

// Seldom used, and only where there are rows.
const BulkChange = lazy(() => import("./bulk-change").then((module) => ({ default: module.BulkChange })));

const route = getRouteApi("/shell/p/$project/executions");
type Item = Schemas["ExecutionItem"];
type Status = Item["status"];

/** What the status can be filtered by: one of them, or all that are no end. */
const unfinished = "unfinished";
const statuses = [
  { value: unfinished as string, label: texts.unfinished },
  ...(Object.keys(texts.statuses) as Status[]).map((value) => ({ value, label: texts.statuses[value] })),
];

const day = 86_400_000;

/** What "since" can be chosen; the address holds the instant itself, so that it can be shared. */
function sinceChoices(now: number) {
  return [
    { value: new Date(now - 3_600_000).toISOString(), label: texts.sinceChoices.hour },
    { value: startOfToday(new Date(now)), label: texts.sinceChoices.today },
    { value: new Date(now - 7 * day).toISOString(), label: texts.sinceChoices.week },
    { value: new Date(now - 30 * day).toISOString(), label: texts.sinceChoices.month },
  ];
}

const openedAt = Math.floor(Date.now() / 60_000) * 60_000;

export function ExecutionsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Partial<typeof search>, replace = false) =>
    navigate({ search: (before) => ({ ...before, ...part }), replace });
  const choices = sinceChoices(openedAt);
  const since =
    search.from && !choices.some((choice) => choice.value === search.from)
      ? [{ value: search.from, label: texts.fromTo(shortInstant(search.from)) }, ...choices]
      : choices;
  const extra = (["tool", "action", "connection", "tag", "to"] as const).filter((name) => search[name]);
  return (
    <Page title={texts.title} intro={texts.intro}>
      <search className="filters">
        <SearchField
          label={texts.search}
          placeholder={texts.searchHint}
          value={search.q ?? ""}
          onChange={(q) => change({ q: q || undefined }, true)}
        />
        <SearchField
          label={texts.workflow}
          placeholder={`${texts.workflow} (id)`}
          value={search.workflow ?? ""}
          onChange={(workflow) => change({ workflow: workflow || undefined }, true)}
        />
        <FilterSelect
          label={texts.status}
          value={search.unfinished ? unfinished : (search.status ?? "")}
          options={statuses}
          onChange={(chosen) =>
            change(
              chosen === unfinished
                ? { status: undefined, unfinished: true }
                : { status: (chosen || undefined) as Status | undefined, unfinished: undefined },
            )
          }
        />
        <FilterSelect
          label={texts.since}
          value={search.from ?? ""}
          options={since}
          onChange={(from) => change({ from: from || undefined })}
        />
        {extra.map((name) => (
          <Button key={name} size="small" onClick={() => change({ [name]: undefined })}>
            {texts.filterNames[name]}: {filterValue(search, name)} ×
          </Button>
        ))}
      </search>
      <Loaded resetKey={JSON.stringify(search)} lines={10}>
        <List />
      </Loaded>
    </Page>
  );
}

function List() {
  const { project } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const { rows } = usePaged(executionsQuery(project, search));
  const filtered = Object.keys(search).length > 0;
  return (
    <div className="stack">
      <ExecutionTable
        project={project}
        filter={search}
        empty={
          filtered ? (
            <NothingFound filters={filtersSet(search)} onClear={() => navigate({ search: {} })}>
              {texts.nothingFound}
            </NothingFound>
          ) : (
            <Empty
              title={texts.emptyTitle}
              icon={<Activity size={18} />}
              action={
                <ButtonLink to="/p/$project/workflows" params={{ project }}>
                  {texts.emptyAction}
                </ButtonLink>
              }
            >
              {texts.emptyText}
            </Empty>
          )
        }
      />
      <div className="row">
        <Button
          look="quiet"
          size="small"
          icon={<RotateCw size={14} aria-hidden="true" />}
          onClick={() => void queryClient.invalidateQueries({ queryKey: ["executions", project] })}
        >
          {texts.refresh}
        </Button>
        <Suspense>
          <BulkChange project={project} filter={search} offered={rows.length > 0} />
        </Suspense>
      </div>
    </div>
  );
}
