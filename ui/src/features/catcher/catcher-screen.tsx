import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Radar, Trash2 } from "lucide-react";
import { useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { catchersQuery, caughtQuery } from "@/lib/api/queries";
import { serverUrl } from "@/lib/base-path";
import { parseJson, slug } from "@/lib/json";
import { useRole } from "@/lib/session";
import { catcher as texts } from "@/lib/texts/activity";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { CopyLine } from "@/ui/copy-button";
import { Confirm } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { JsonView } from "@/ui/json-view";
import { Page } from "@/ui/page";
import { Loaded, Panel } from "@/ui/panel";
import { Empty, ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";
import "./catcher.css";

const route = getRouteApi("/shell/p/$project/catcher");

/** How often the screen looks for new requests, in milliseconds. */
const lookAgain = 3000;

export function CatcherScreen() {
  const { name } = route.useSearch();
  return (
    <Page title={texts.title} intro={texts.intro}>
      <div className="catcher">
        <Panel title={texts.address}>
          <Names />
        </Panel>
        {name ? (
          <Loaded resetKey={name}>
            <Caught key={name} name={name} />
          </Loaded>
        ) : (
          <Empty icon={<Radar size={18} />} title={texts.emptyTitle}>
            {texts.emptyText}
          </Empty>
        )}
      </div>
    </Page>
  );
}

function Names() {
  const { project } = route.useParams();
  const { name: open } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useSuspenseQuery({ ...catchersQuery(project), refetchInterval: lookAgain });
  const [name, setName] = useState("");
  return (
    <div className="stack">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (slug(name) === "") return;
          setName("");
          void navigate({ search: { name: slug(name) } });
        }}
      >
        <TextField
          label={texts.newName}
          hint={texts.newNameHint}
          value={name}
          onChange={setName}
          maxLength={64}
          placeholder="orders"
        />
        <span>
          <Button type="submit">{texts.open}</Button>
        </span>
      </form>
      <ul>
        {data.items.map((item) => (
          <li key={item.name}>
            <Link
              className="menu-item"
              to="/p/$project/catcher"
              params={{ project }}
              search={{ name: item.name }}
              aria-current={item.name === open ? "true" : undefined}
            >
              <span className="grow strong clip">{item.name}</span>
              <span className="small faint numbers">{item.requests}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Caught({ name }: { name: string }) {
  const { project } = route.useParams();
  const { data: all } = useSuspenseQuery(catchersQuery(project));
  const { data } = useSuspenseQuery({ ...caughtQuery(project, name), refetchInterval: lookAgain });
  const url =
    all.items.find((item) => item.name === name)?.url ??
    new URL(serverUrl(`/catch/${project}/${name}`), document.baseURI).href;
  return (
    <div className="stack">
      <Panel title={name} actions={data.items.length > 0 && <Forget name={name} />}>
        <CopyLine text={url} what={texts.address} />
      </Panel>
      {data.items.length === 0 ? (
        <Empty icon={<Radar size={18} />} title={texts.waiting}>
          {texts.waitingText}
        </Empty>
      ) : (
        data.items.map((item, index) => (
          <RequestView key={`${item.time} ${item.remote}`} item={item} open={index === 0} />
        ))
      )}
    </div>
  );
}

function RequestView({ item, open }: { item: Schemas["CaughtItem"]; open: boolean }) {
  const body = item.body ?? item.body_base64;
  const parsed = item.body === null ? null : parseJson(item.body);
  return (
    <details className="panel caught" open={open}>
      <summary className="row apart">
        <span className="row">
          <code className="strong">{item.method}</code>
          <code>
            {item.path}
            {item.query && `?${item.query}`}
          </code>
        </span>
        <span className="small muted">
          <Time value={item.time} /> {texts.from(item.remote)}
        </span>
      </summary>
      <div className="panel-body stack">
        <h3>{texts.body}</h3>
        {item.body === null && item.body_base64 !== null && <p className="hint">{texts.binary}</p>}
        {item.truncated && <p className="hint">{texts.truncated}</p>}
        {body ? (
          <JsonView value={parsed?.ok ? parsed.value : body} label={texts.body} />
        ) : (
          <p className="faint">{texts.noBody}</p>
        )}
        <h3>{texts.headers}</h3>
        <JsonView value={item.headers} label={texts.headers} />
      </div>
    </details>
  );
}

function Forget({ name }: { name: string }) {
  const { project } = route.useParams();
  const queryClient = useQueryClient();
  const mayEdit = useRole("editor");
  const [asked, setAsked] = useState(false);
  const forget = useMutation({
    mutationFn: () =>
      answer(api.DELETE("/api/v1/projects/{project}/catch/{name}", { params: { path: { project, name } } })),
    onSuccess: async () => {
      setAsked(false);
      toast(texts.cleared);
      await queryClient.invalidateQueries({ queryKey: ["catch", project] });
    },
  });
  if (!mayEdit) return null;
  return (
    <>
      <Button look="danger" size="small" icon={<Trash2 size={14} aria-hidden="true" />} onClick={() => setAsked(true)}>
        {texts.clear}
      </Button>
      <Confirm
        open={asked}
        title={texts.clearTitle(name)}
        action={texts.clear}
        busy={forget.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() => forget.mutate()}
      >
        <p>{texts.clearText}</p>
        <ProblemNotice error={forget.error} />
      </Confirm>
    </>
  );
}
