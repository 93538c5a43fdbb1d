import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import {
  CircleUser,
  KeyRound,
  LogOut,
  Menu as MenuIcon,
  Plus,
  Search,
  Server,
  Settings,
  Users,
  Waves,
  Workflow,
  Zap,
} from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { answer, api, type Role } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { approvalsQuery, projectsQuery, sessionQuery } from "@/lib/api/queries";
import { mayAnswer } from "@/lib/approval";
import { changePreferences, usePreferences } from "@/lib/preferences";
import { includes } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { shell } from "@/lib/texts/shell";
import { toast } from "@/lib/toasts";
import { hasUnsaved } from "@/lib/unsaved";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { Dropdown } from "@/ui/dropdown";
import { Loaded } from "@/ui/panel";
import { CommandPalette, openPalette } from "./command-palette";
import { places } from "./places";
import { useShellCommands } from "./shell-commands";

/** The frame around every screen. It uses the browser's own dialog and popover, so it costs little to load. */
export function Shell() {
  const project = useCurrentProject();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const navigation = useRef<HTMLElement>(null);
  const leave = useSignOut();
  useShellCommands(project);
  useFocusOnArrival(path, main);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere closes the navigation of a phone
  useEffect(() => {
    const element = navigation.current;
    if (element?.matches("[popover]:popover-open")) element.hidePopover();
  }, [path]);
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {shell.skip}
      </button>
      <header className="top">
        <Button
          look="quiet"
          icon={<MenuIcon size={18} aria-hidden="true" />}
          aria-label={shell.openNavigation}
          popoverTarget="phone-navigation"
        />
        <Brand />
        <Button
          look="quiet"
          icon={<Search size={18} aria-hidden="true" />}
          aria-label={shell.findOrDo}
          onClick={openPalette}
        />
      </header>
      <aside className="side">
        <Navigation project={project} signOut={leave.begin} />
      </aside>
      <aside className="side phone" id="phone-navigation" popover="auto" ref={navigation}>
        <Navigation project={project} signOut={leave.begin} />
      </aside>
      <main className="content" id="content" tabIndex={-1} ref={main} data-scroller="">
        <Loaded resetKey={path} lines={9} page>
          {!leave.underWay && <Outlet />}
        </Loaded>
      </main>
      <CommandPalette />
      <Confirm
        open={leave.asks}
        title={common.leaveTitle}
        action={common.leave}
        keep={common.stay}
        onClose={leave.stay}
        onConfirm={leave.now}
      >
        <p>{common.leaveText}</p>
      </Confirm>
    </div>
  );
}

/** Signs out. The screen goes before the session does: what stands on it would ask again, as nobody. */
function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [state, setState] = useState<"stays" | "asks" | "leaves">("stays");
  async function now() {
    flushSync(() => setState("leaves"));
    await answered(queryClient);
    try {
      await answer(api.DELETE("/api/v1/session"));
    } catch (error) {
      setState("stays");
      toast(asProblem(error).message, "danger");
      return;
    }
    await navigate({ to: "/signin" });
    queryClient.clear();
  }
  return {
    asks: state === "asks",
    underWay: state === "leaves",
    begin: () => (hasUnsaved() ? setState("asks") : void now()),
    stay: () => setState("stays"),
    now,
  };
}

/** How long signing out waits for what was asked before, in milliseconds. */
const longestWait = 2000;

/** Returns when what is being asked has been answered, or took too long. */
async function answered(queryClient: QueryClient): Promise<void> {
  const asked = queryClient.getQueryCache().findAll({ fetchStatus: "fetching" });
  const tooLong = new Promise((resolve) => setTimeout(resolve, longestWait));
  await Promise.race([Promise.allSettled(asked.map((query) => query.promise)), tooLong]);
}

/** The project of the address; on pages without one, the one that was looked at last. */
function useCurrentProject(): string {
  const { project } = useParams({ strict: false });
  const { project: last } = usePreferences();
  useEffect(() => {
    if (project && project !== last) changePreferences({ project });
  }, [project, last]);
  return project ?? last;
}

/** After a change of screen the focus goes to the content, as it would after loading a page. */
function useFocusOnArrival(path: string, main: React.RefObject<HTMLElement | null>) {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path, main]);
}

function Brand() {
  return (
    <Link to="/" className="brand">
      <span className="brand-mark" aria-hidden="true">
        <Waves size={15} strokeWidth={2.5} />
      </span>
      {common.product}
    </Link>
  );
}

function Navigation({ project, signOut }: { project: string; signOut: () => void }) {
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      <div className="side-head">
        <Brand />
      </div>
      <div className="side-tools">
        <ProjectSelect project={project} />
        {includes(session?.role, "editor") && <NewMenu project={project} />}
        <button type="button" className="side-search" onClick={openPalette}>
          <Search size={14} aria-hidden="true" />
          <span className="grow">{shell.findOrDo}</span>
          <kbd className="kbd for-keys">{/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K"}</kbd>
        </button>
      </div>
      <nav aria-label={shell.navigation} className="side-nav">
        {places.map((group) => (
          <div key={group.title ?? ""}>
            {group.title && <h2 className="side-title">{group.title}</h2>}
            <ul>
              {group.items.map((place) => (
                <li key={place.to}>
                  <Link
                    to={place.to}
                    params={{ project }}
                    className="side-link"
                    activeOptions={{ exact: place.to === "/p/$project" }}
                  >
                    <place.icon size={16} aria-hidden />
                    {place.label}
                    {place.to === "/p/$project" && <WaitingCount project={project} role={session?.role} />}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="side-foot">
        {session && <AccountMenu project={project} name={session.name} role={session.role} signOut={signOut} />}
      </div>
    </>
  );
}

/** How often it is asked what waits for people, in milliseconds; moving about asks nothing. */
const lookAgain = 60_000;

/** How many approvals wait for the one who is signed in, once there are some. */
function WaitingCount({ project, role }: { project: string; role: Role | undefined }) {
  const { data } = useQuery({
    ...approvalsQuery(project),
    enabled: includes(role, "operator"),
    staleTime: lookAgain,
    refetchInterval: lookAgain,
    retry: false,
  });
  const count = data?.items.filter((item) => mayAnswer(role, item.roles)).length ?? 0;
  if (count === 0) return null;
  return (
    <span className="side-count numbers">
      {data?.next ? `${count}+` : count}
      <span className="visually-hidden"> {shell.waitForYou}</span>
    </span>
  );
}

function ProjectSelect({ project }: { project: string }) {
  const { data } = useQuery(projectsQuery);
  const navigate = useNavigate();
  const projects = data?.items ?? [];
  if (projects.length < 2) return null;
  return (
    <select
      className="input"
      aria-label={shell.project}
      value={project}
      onChange={(event) => navigate({ to: "/p/$project", params: { project: event.target.value } })}
    >
      {projects.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  );
}

function NewMenu({ project }: { project: string }) {
  return (
    <Dropdown
      className="button primary side-new"
      button={
        <>
          <Plus size={15} aria-hidden="true" />
          {shell.newThing}
        </>
      }
    >
      <Link className="menu-item" to="/p/$project/new/action" params={{ project }}>
        <Zap size={16} aria-hidden="true" />
        <span className="two-lines">
          {shell.newAction}
          <small>{shell.newActionHint}</small>
        </span>
      </Link>
      <Link className="menu-item" to="/p/$project/new/workflow" params={{ project }}>
        <Workflow size={16} aria-hidden="true" />
        <span className="two-lines">
          {shell.newWorkflow}
          <small>{shell.newWorkflowHint}</small>
        </span>
      </Link>
    </Dropdown>
  );
}

interface AccountMenuProps {
  project: string;
  name: string;
  role: Role;
  signOut: () => void;
}

function AccountMenu({ project, name, role, signOut }: AccountMenuProps) {
  return (
    <Dropdown
      className="account"
      button={
        <>
          <CircleUser size={18} aria-hidden="true" />
          <span className="visually-hidden">{shell.accountMenu}</span>
          <span className="two-lines grow">
            <span className="clip">{name}</span>
            <small className="faint">{role}</small>
          </span>
        </>
      }
    >
      <Link className="menu-item" to="/settings/account">
        <CircleUser size={16} aria-hidden="true" />
        {shell.account}
      </Link>
      <Link className="menu-item" to="/p/$project/settings" params={{ project }}>
        <Settings size={16} aria-hidden="true" />
        {shell.projectSettings}
      </Link>
      {includes(role, "owner") && (
        <>
          <Link className="menu-item" to="/settings/tokens">
            <KeyRound size={16} aria-hidden="true" />
            {shell.tokens}
          </Link>
          <Link className="menu-item" to="/settings/users">
            <Users size={16} aria-hidden="true" />
            {shell.users}
          </Link>
          <Link className="menu-item" to="/settings/nodes">
            <Server size={16} aria-hidden="true" />
            {shell.nodes}
          </Link>
        </>
      )}
      <Link className="menu-item" to="/settings/about">
        <Waves size={16} aria-hidden="true" />
        {shell.about}
      </Link>
      <button type="button" className="menu-item" onClick={signOut}>
        <LogOut size={16} aria-hidden="true" />
        {shell.signOut}
      </button>
    </Dropdown>
  );
}
