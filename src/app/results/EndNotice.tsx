import { useEffect, useRef, useState } from "react";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isBusy } from "../store/run.ts";

/** Offers to tell, outside of the page, when a long run ends. The browser is asked only at a press. */
export function EndNotice({ isLong }: { readonly isLong: boolean }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const run = useApp((state) => state.run);
  const busy = isBusy(run);
  const [isWanted, setWanted] = useState(false);
  const wasBusy = useRef(busy);

  useEffect(() => {
    const hasEnded = wasBusy.current && !busy;
    wasBusy.current = busy;
    if (!hasEnded || !isWanted || !document.hidden || (run.status !== "done" && run.status !== "failed")) return;
    new Notification(taskWord("title"), { body: t(`results.sign.${run.status}`), tag: "run" });
  }, [busy, isWanted, run.status, t, taskWord]);

  if (!busy || !isLong) return null;
  // The browser's process is asked, and the page's thread waits for it: not while short runs are drawn.
  if (!("Notification" in globalThis) || Notification.permission === "denied") return null;
  return (
    <button
      aria-pressed={isWanted}
      className="chip"
      onClick={async () => setWanted(!isWanted && (await Notification.requestPermission()) === "granted")}
      type="button"
    >
      {t(isWanted ? "results.notify.on" : "results.notify")}
    </button>
  );
}
