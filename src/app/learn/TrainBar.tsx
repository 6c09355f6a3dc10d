import type { ReactNode } from "react";
import { useWords } from "../i18n/words.tsx";
import css from "./Learn.module.css";
import { StatusLine } from "./parts.tsx";
import { isLearning, type Progress } from "./progress.ts";

interface TrainBarProps {
  readonly progress: Progress & { stop(): void; reset(): void };
  readonly total: number;
  /** Whether this or another training uses the worker. */
  readonly isBusy: boolean;
  readonly isResumable: boolean;
  /** In the place of the status's own words. */
  readonly said?: string | undefined;
  /** Further ways to go on. */
  readonly children?: ReactNode;
  onStart(): void;
}

/** How far a training is, and the buttons that every training has. */
export function TrainBar({ progress, total, isBusy, isResumable, said, children, onStart }: TrainBarProps) {
  const { t } = useWords();
  return (
    <div className={css.bar}>
      <StatusLine progress={progress} said={said} total={total} />
      <button className="button primary" data-testid="train-start" disabled={isBusy} onClick={onStart} type="button">
        {t(isResumable ? "learn.resume" : "learn.start")}
      </button>
      <button
        className="button"
        data-testid="train-stop"
        disabled={!isLearning(progress)}
        onClick={progress.stop}
        type="button"
      >
        {t("learn.stop")}
      </button>
      {children}
      <button
        className="button"
        data-testid="train-reset"
        disabled={progress.status === "idle"}
        onClick={progress.reset}
        type="button"
      >
        {t("learn.reset")}
      </button>
    </div>
  );
}
