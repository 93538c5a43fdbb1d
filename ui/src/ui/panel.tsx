import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense, useId } from "react";
import { ErrorState, Skeleton } from "./states";

interface BoundaryProps {
  onReset?: () => void;
  /** When this changes, another thing is shown and the old error is forgotten. */
  resetKey?: unknown;
  /** Whether a whole page is inside. */
  page?: boolean;
  children: ReactNode;
}

/** Keeps an error inside its part of the page. */
export class ErrorBoundary extends Component<BoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (this.state.error !== null && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  private readonly reset = () => {
    this.props.onReset?.();
    this.setState({ error: null });
  };

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorState error={this.state.error} onRetry={this.reset} page={this.props.page} />;
  }
}

interface LoadedProps {
  lines?: number;
  resetKey?: unknown;
  page?: boolean;
  children: ReactNode;
}

/** Suspense and an error boundary around a part of a page that reads data of its own. */
export function Loaded({ lines, resetKey, page, children }: LoadedProps) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary onReset={reset} resetKey={resetKey} page={page}>
          <Suspense fallback={<Skeleton lines={lines} />}>{children}</Suspense>
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}

interface PanelProps {
  title?: ReactNode;
  actions?: ReactNode;
  /** Without padding, for tables. */
  flush?: boolean;
  lines?: number;
  children: ReactNode;
}

/** A titled part of a page. It loads and fails by itself; the rest of the page stays. */
export function Panel({ title, actions, flush = false, lines, children }: PanelProps) {
  const heading = useId();
  return (
    <section className="panel" aria-labelledby={title ? heading : undefined}>
      {title && (
        <div className="panel-head">
          <h2 id={heading}>{title}</h2>
          {actions && <div className="row">{actions}</div>}
        </div>
      )}
      <div className={flush ? "panel-body flush" : "panel-body"}>
        <Loaded lines={lines}>{children}</Loaded>
      </div>
    </section>
  );
}
