import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { answer, api } from "@/lib/api/client";
import { setUpQuery } from "@/lib/api/queries";
import { welcome } from "@/lib/texts/shell";
import { Notice } from "@/ui/states";
import { CredentialsForm } from "./credentials";
import { WelcomeFrame } from "./welcome-frame";

const route = getRouteApi("/signin");

export function SignInScreen() {
  const { next } = route.useSearch();
  const router = useRouter();
  const { data: setUp } = useQuery(setUpQuery);
  return (
    <WelcomeFrame title={welcome.signInTitle}>
      {setUp?.pending && <Notice>{welcome.pendingHint}</Notice>}
      <CredentialsForm
        begin={(body) => answer(api.POST("/api/v1/session", { body }))}
        // Only addresses of this product: one slash, then no other.
        onBegun={() =>
          router.history.push(next && /^\/(?![/\\])/.test(next) ? next : router.buildLocation({ to: "/" }).href)
        }
        action={welcome.signIn}
        busyAction={welcome.signingIn}
      />
    </WelcomeFrame>
  );
}
