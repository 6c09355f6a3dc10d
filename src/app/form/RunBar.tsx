import { useWords } from "../i18n/words.tsx";
import { EnterIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { isBusy } from "../store/run.ts";
import { Cost } from "./Cost.tsx";
import { Status } from "./Status.tsx";

// There is none where the first look is written, at build time.
const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? "");

/** Run, Stop, Retry: always in reach, and always in the page. */
export function RunBar() {
  const { t } = useWords();
  const busy = useApp(({ run }) => isBusy(run));
  const isReading = useApp(({ reading }) => reading.length > 0);
  const isStopping = useApp(({ run }) => isBusy(run) && run.stopping);
  const canRetry = useApp(({ run }) => run.status === "failed");
  const start = useApp((state) => state.start);
  const stop = useApp((state) => state.stop);

  return (
    <div className="run-bar">
      <button
        className="button primary"
        data-testid="run"
        disabled={busy || isReading}
        onClick={() => void start()}
        type="button"
      >
        {t("shell.run")}
        <span aria-hidden="true" className="key">
          {isApple ? "⌘" : "Ctrl"} <EnterIcon />
        </span>
      </button>
      {/* Stop and Retry share a place: never can both do something. */}
      <button
        className={canRetry ? "visually-hidden" : "button"}
        data-testid="stop"
        disabled={!busy || isStopping}
        onClick={stop}
        type="button"
      >
        {t("shell.stop")}
      </button>
      <button
        className={canRetry ? "button" : "visually-hidden"}
        data-testid="retry"
        disabled={!canRetry || isReading}
        onClick={() => void start()}
        type="button"
      >
        {t("shell.retry")}
      </button>
      <div className="run-state">
        <Status />
        <Cost />
      </div>
    </div>
  );
}
