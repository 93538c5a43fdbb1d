import { Waves } from "lucide-react";
import type { ReactNode } from "react";
import { common } from "@/lib/texts/common";
import { welcome } from "@/lib/texts/shell";
import { useTitle } from "@/ui/page";
import "./welcome.css";

/** The quiet frame around the screens that need no session. */
export function WelcomeFrame({ title, intro, children }: { title: string; intro?: string; children: ReactNode }) {
  useTitle(title);
  return (
    <main className="welcome">
      <div className="welcome-box">
        <p className="welcome-brand">
          <span className="welcome-mark" aria-hidden="true">
            <Waves size={20} strokeWidth={2.5} />
          </span>
          {common.product}
        </p>
        <div className="stack tight">
          <h1>{title}</h1>
          {intro && <p className="muted">{intro}</p>}
        </div>
        {children}
      </div>
      <p className="faint small">{welcome.promise}</p>
    </main>
  );
}
