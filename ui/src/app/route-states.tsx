import { useQuery } from "@tanstack/react-query";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Outlet, useParams, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { asProblem } from "@/lib/api/problem";
import { projectsQuery } from "@/lib/api/queries";
import { errors } from "@/lib/texts/common";
import { shell } from "@/lib/texts/shell";
import { ButtonLink } from "@/ui/button";
import { useTitle } from "@/ui/page";
import { Empty, ErrorState, Skeleton } from "@/ui/states";

export function PendingPage() {
  return (
    <div className="page">
      <Skeleton lines={9} />
    </div>
  );
}

export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const missing = asProblem(error).status === 404;
  useTitle(missing ? errors.notFound : errors.title);
  if (missing) return <Missing text={asProblem(error).message} />;
  return (
    <div className="page">
      <ErrorState
        page
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

/** What the address names is not there; the list of its kind is the way on. */
export function Missing({ text }: { text: string }) {
  const { project, ...names } = useParams({ strict: false });
  const list = lists.find(({ name }) => name in names);
  return (
    <div className="page">
      <Empty
        page
        icon={<Compass size={18} />}
        title={errors.notFound}
        action={
          project && list ? (
            <ButtonLink to={list.to} params={{ project }} look="primary">
              {shell.backTo(list.label)}
            </ButtonLink>
          ) : (
            <ButtonLink to="/" look="primary">
              {shell.home}
            </ButtonLink>
          )
        }
      >
        {text}
      </Empty>
    </div>
  );
}

/** Which list has the thing that a part of an address names. */
const lists = [
  { name: "workflow", to: "/p/$project/workflows", label: shell.workflows },
  { name: "execution", to: "/p/$project/executions", label: shell.executions },
  { name: "event", to: "/p/$project/events", label: shell.events },
  { name: "connection", to: "/p/$project/connections", label: shell.connections },
  { name: "tool", to: "/p/$project/tools", label: shell.tools },
  { name: "action", to: "/p/$project/tools", label: shell.tools },
] as const;

/** A project's screens, or one message when there is no such project. */
export function ProjectFrame() {
  const { project } = useParams({ strict: false });
  const { data } = useQuery(projectsQuery);
  // With more than one page of projects, what is not on the first may be there all the same.
  const missing = data !== undefined && data.next === null && !data.items.some((each) => each.id === project);
  const known = data?.items[0]?.id;
  if (!missing) return <Outlet />;
  return (
    <div className="page">
      <Empty
        page
        icon={<Compass size={18} />}
        title={shell.noProjectTitle}
        action={
          known && (
            <ButtonLink to="/p/$project" params={{ project: known }} look="primary">
              {shell.home}
            </ButtonLink>
          )
        }
      >
        {shell.noProjectText(project ?? "")}
      </Empty>
    </div>
  );
}

/** Inside the frame with the navigation. */
export function NotFound() {
  useTitle(shell.notFoundTitle);
  return (
    <div className="page">
      <Empty
        page
        icon={<Compass size={18} />}
        title={shell.notFoundTitle}
        action={
          <ButtonLink to="/" look="primary">
            {shell.home}
          </ButtonLink>
        }
      >
        {shell.notFoundText}
      </Empty>
    </div>
  );
}

/** Where there is no frame. */
export function NotFoundAlone() {
  return (
    <main>
      <NotFound />
    </main>
  );
}
