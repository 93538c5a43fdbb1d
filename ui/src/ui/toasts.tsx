import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { common } from "@/lib/texts/common";
import { currentToasts, dismissToast, onToasts } from "@/lib/toasts";
import { Button } from "./button";

export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`}>
          {toast.tone === "success" ? (
            <CircleCheck size={16} aria-hidden="true" />
          ) : (
            <TriangleAlert size={16} aria-hidden="true" />
          )}
          <span className="grow">{toast.text}</span>
          <Button
            look="quiet"
            size="small"
            icon={<X size={14} aria-hidden="true" />}
            aria-label={common.close}
            onClick={() => dismissToast(toast.id)}
          />
        </div>
      ))}
    </div>
  );
}
