import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
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
  useTitle(errors.title);
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
