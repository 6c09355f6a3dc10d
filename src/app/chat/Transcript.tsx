import { lazy, type ReactNode } from "react";
import { useWords } from "../i18n/words.tsx";
import type { MessagesDraft } from "../inputs/messages/chat.ts";
import { Turns } from "../inputs/messages/Turns.tsx";
import { FailedRun } from "../results/FailedRun.tsx";
import { Late } from "../results/ResultBoundary.tsx";
import { ResultView } from "../results/ResultView.tsx";
import { usePinnedRun, useShownRun } from "../results/runs.ts";
import { Waiting } from "../results/Waiting.tsx";
import { useApp } from "../store/context.tsx";
import { findDrawn, isBusy } from "../store/run.ts";
import { definitionIn } from "../store/selectors.ts";
import css from "./chat.module.css";
import { Opening } from "./Opening.tsx";
import { shownOf } from "./shown.ts";

const Beside = lazy(async () => ({ default: (await import("../results/Beside.tsx")).Beside }));

interface TranscriptProps {
  readonly draft: MessagesDraft;
  readonly onReplace: (next: MessagesDraft) => void;
  readonly onAsk: (next: MessagesDraft) => void;
}

/** The one place where the conversation stands: what was said, and the answer that grows in its own turn. */
export function Transcript({ draft, onReplace, onAsk }: TranscriptProps) {
  const run = useApp((state) => state.run);
  const definition = useApp(definitionIn);
  const past = useShownRun();
  const pinned = usePinnedRun();
  const onScreen = past ?? (run.status === "done" ? run : undefined);
  if (onScreen && pinned)
    return (
      <Late fallback={null}>
        <Beside pinned={pinned} run={onScreen} />
      </Late>
    );
  if (past) return <ResultView final isPast order={past.order} result={past.result} />;
  const { turns, hasReply } = shownOf(definition, run, draft.turns);
  const failure = run.status === "failed" && <FailedRun run={run} />;
  if (turns.length === 0 && !hasReply)
    return (
      <>
        {failure}
        <Opening />
      </>
    );
  return (
    <>
      <Turns
        id="turns"
        disabled={isBusy(run)}
        draft={draft}
        onAsk={onAsk}
        onReplace={onReplace}
        reply={hasReply ? <OwnReply /> : undefined}
        shown={turns}
      />
      {failure}
    </>
  );
}

/** The turn that the run writes, as far as it has come. */
function OwnReply(): ReactNode {
  const { t } = useWords();
  const run = useApp((state) => state.run);
  if (run.status === "idle") return null;
  const result = findDrawn(run);
  return (
    <>
      {result ? (
        <ResultView final={!isBusy(run)} isTurn order={run.order} result={result} />
      ) : (
        isBusy(run) && <Waiting run={run} />
      )}
      {run.status === "cancelled" && <p className={css.stopped}>{t("chat.stopped")}</p>}
    </>
  );
}
