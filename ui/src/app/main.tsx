import "@/ui/styles/tokens.css";
import "@/ui/styles/base.css";
import "@/ui/styles/components.css";
import "./shell.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { onSignedOut } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { sessionQuery } from "@/lib/api/queries";
import { askToSignIn } from "@/lib/ended-session";
import { hasUnsaved } from "@/lib/unsaved";
import { Toasts } from "@/ui/toasts";
import { makeRouter } from "./router";
import { SessionEnded } from "./session-ended";

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && asProblem(error).passing,
    },
  },
});

const router = makeRouter(queryClient);

// The code of the screen comes while the session is still asked for, and not after it.
const [matched] = router.getMatchedRoutes(router.latestLocation.pathname);
for (const route of matched) {
  router.loadRouteChunk(route)?.catch(() => {
    // The route itself shows what went wrong.
  });
}

// A session that has ended elsewhere: where something would be lost, a dialog asks for a new one and the screen stays;
// else everything begins anew, which leads to the sign-in.
onSignedOut(async (isChange) => {
  if (queryClient.getQueryData(sessionQuery.queryKey) === null) return false;
  if (isChange || hasUnsaved()) return askToSignIn();
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.invalidate();
  return false;
});

const element = document.getElementById("root");
if (!element) throw new Error("The page has no element with the id root.");
createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toasts />
      <SessionEnded />
    </QueryClientProvider>
  </StrictMode>,
);
