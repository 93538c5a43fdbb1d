import { type ReactNode, useEffect } from "react";
import { common } from "@/lib/texts/common";
import { Loaded } from "./panel";

interface PageProps {
  title: string;
  /** What the browser's tab says when it differs from the heading. */
  tabTitle?: string;
  heading?: ReactNode;
  intro?: ReactNode;
  crumbs?: ReactNode;
  actions?: ReactNode;
  width?: "normal" | "wide" | "narrow";
  children: ReactNode;
}

/** A screen: its title in the tab and as the only first heading, its main actions, its content. */
export function Page({ title, tabTitle, heading, intro, crumbs, actions, width = "normal", children }: PageProps) {
  useTitle(tabTitle ?? title);
  return (
    <div className={width === "normal" ? "page" : `page ${width}`}>
      <header className="page-head">
        <div className="page-title">
          {crumbs && (
            <nav className="crumbs" aria-label="Breadcrumbs">
              {crumbs}
            </nav>
          )}
          {heading ?? <h1>{title}</h1>}
          {intro && <p>{intro}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      <Loaded resetKey={title}>{children}</Loaded>
    </div>
  );
}

export function useTitle(title: string) {
  useEffect(() => {
    document.title = title === common.product ? title : `${title} – ${common.product}`;
  }, [title]);
}
