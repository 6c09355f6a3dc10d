import { useRef, useSyncExternalStore } from "react";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isBusy } from "../store/run.ts";

function onVisibility(call: () => void): () => void {
  document.addEventListener("visibilitychange", call);
  return () => document.removeEventListener("visibilitychange", call);
}

/** What the tab's title says first while the reader is elsewhere: that a run goes on, and then how it ended. */
export function useRunSign(): string {
  const { t } = useWords();
  const run = useApp((state) => state.run);
  const isHidden = useSyncExternalStore(
    onVisibility,
    () => document.hidden,
    () => false,
  );
  const wasSeenBusy = useRef(false);
  if (!isHidden) wasSeenBusy.current = false;
  else if (isBusy(run)) wasSeenBusy.current = true;
  if (!wasSeenBusy.current) return "";
  switch (run.status) {
    case "done":
    case "failed":
      return `${t(`results.sign.${run.status}`)} · `;
    case "idle":
    case "cancelled":
      return "";
    default:
      return `${t("results.sign.running")} · `;
  }
}
