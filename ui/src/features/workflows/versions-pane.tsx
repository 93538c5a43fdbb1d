import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Schemas } from "@/lib/api/client";
import { versionQuery, versionsQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { workflows as texts } from "@/lib/texts/workflows";
import { CodeEditor } from "@/ui/code/code-editor";
import { CopyButton } from "@/ui/copy-button";
import { DataTable } from "@/ui/data-table";
import { Panel } from "@/ui/panel";
import { Empty } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

/** What has been published, newest first; one of them can be read beside the list. */
export function VersionsPane() {
  const { project, workflow } = route.useParams();
  const { version } = route.useSearch();
  const paged = usePaged<Schemas["VersionItem"]>(versionsQuery(project, workflow));
  if (paged.rows.length === 0) return <Empty title={texts.versionsEmpty}>{texts.versionsEmptyText}</Empty>;
  return (
    <div className="stack">
      <DataTable
        label={texts.tabVersions}
        paged={paged}
        rowKey={(item) => String(item.version)}
        linked
        columns={[
          {
            id: "version",
            header: texts.version,
            cell: (item) => (
              <Link
                className="row-link numbers"
                to="/p/$project/workflows/$workflow"
                params={{ project, workflow }}
                search={{ tab: "versions", version: item.version }}
              >
                {texts.published(item.version)}
              </Link>
            ),
          },
          { id: "at", header: texts.publishedAt, cell: (item) => <Time value={item.published_at} /> },
          { id: "by", header: texts.publishedBy, priority: 2, cell: (item) => item.published_by },
        ]}
      />
      {version !== undefined && (
        <Panel title={texts.versionTitle(version)} flush>
          <VersionText version={version} />
        </Panel>
      )}
    </div>
  );
}

function VersionText({ version }: { version: number }) {
  const { project, workflow } = route.useParams();
  const { data } = useSuspenseQuery(versionQuery(project, workflow, version));
  return (
    <div className="panel-body stack">
      <div className="row">
        <CopyButton text={data.text} what={texts.versionTitle(version)} label={texts.versionTitle(version)} />
      </div>
      <CodeEditor label={texts.versionTitle(version)} value={data.text} readOnly />
    </div>
  );
}
