import { Cost } from "../form/Cost.tsx";
import { Status } from "../form/Status.tsx";
import { useWords } from "../i18n/words.tsx";
import { ArrowUpIcon, StopIcon } from "../inputs/messages/icons.tsx";
import { ResetIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import { isBusy } from "../store/run.ts";
import css from "./chat.module.css";

/** Send, and in its place Stop while something is answered; how far that is, or what it will cost. */
export function SendBar({ onSend }: { readonly onSend: () => void }) {
  const { t } = useWords();
  const busy = useApp(({ run }) => isBusy(run));
  const isReading = useApp(({ reading }) => reading.length > 0);
  const isStopping = useApp(({ run }) => isBusy(run) && run.stopping);
  const canRetry = useApp(({ run }) => run.status === "failed");
  const start = useApp((state) => state.start);
  const stop = useApp((state) => state.stop);
  return (
    <div className={css.send}>
      <div className={css.state}>
        <Status />
        <Cost />
      </div>
      <button
        aria-label={t("shell.retry")}
        className={canRetry ? css.round : "visually-hidden"}
        data-testid="retry"
        disabled={!canRetry || isReading}
        onClick={() => void start()}
        title={t("shell.retry")}
        type="button"
      >
        <ResetIcon />
      </button>
      <button
        aria-label={t("shell.stop")}
        className={busy ? css.round : "visually-hidden"}
        data-testid="stop"
        disabled={!busy || isStopping}
        onClick={stop}
        title={t("shell.stop")}
        type="button"
      >
        <StopIcon />
      </button>
      <button
        aria-label={t("chat.send")}
        className={busy ? "visually-hidden" : `${css.round} ${css.primary}`}
        data-testid="run"
        disabled={busy || isReading}
        onClick={onSend}
        title={t("chat.send")}
        type="button"
      >
        <ArrowUpIcon />
      </button>
    </div>
  );
}
