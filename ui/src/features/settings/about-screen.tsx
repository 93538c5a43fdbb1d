import { useSuspenseQuery } from "@tanstack/react-query";
import { healthQuery, toolsQuery, versionOfServerQuery } from "@/lib/api/queries";
import { serverUrl } from "@/lib/base-path";
import { settings as texts } from "@/lib/texts/settings";
import { StatusBadge } from "@/ui/badge";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { Time } from "@/ui/time";
import { ToolIcon } from "@/ui/tool-icon";

export function AboutScreen() {
  return (
    <Page title={texts.aboutTitle} intro={texts.aboutIntro} width="narrow">
      <Panel title={texts.server}>
        <Server />
      </Panel>
      <Panel title={texts.tools}>
        <Tools />
      </Panel>
      <Panel title={texts.documents}>
        <ul className="stack">
          <li>
            <a href={serverUrl("/api/v1/openapi.json")}>{texts.apiDescription}</a>
          </li>
          <li>
            <a href={serverUrl("/schemas/workflow.json")}>{texts.workflowSchema}</a>
          </li>
          <li>
            <a href={serverUrl("/schemas/manifest.json")}>{texts.manifestSchema}</a>
          </li>
        </ul>
      </Panel>
      <p className="hint">{texts.licence}</p>
    </Page>
  );
}

function Server() {
  const { data: health } = useSuspenseQuery(healthQuery);
  const { data: server } = useSuspenseQuery(versionOfServerQuery);
  return (
    <dl className="facts">
      <dt>{texts.version}</dt>
      <dd className="numbers">{server.version}</dd>
      <dt>{texts.store}</dt>
      <dd>{texts.stores[server.store]}</dd>
      <dt>{texts.startedAt}</dt>
      <dd>
        <Time value={server.started_at} look="full" />
      </dd>
      <dt>{texts.health}</dt>
      <dd>
        <span className="row">
          {Object.entries(health.checks).map(([name, status]) => (
            <StatusBadge key={name} status={String(status)} label={`${name}: ${String(status)}`} />
          ))}
        </span>
      </dd>
    </dl>
  );
}

function Tools() {
  const { data } = useSuspenseQuery(toolsQuery);
  return (
    <ul className="stack">
      {data.items.map((tool) => (
        <li key={tool.name} className="row">
          <ToolIcon tool={tool.name} small />
          <span className="grow">{tool.title}</span>
          <span className="faint numbers">{tool.version}</span>
        </li>
      ))}
    </ul>
  );
}
