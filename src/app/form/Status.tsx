import { dtypeText } from "../../hub/checkpoint.ts";
import { durationText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { numberOf, type Run } from "../store/run.ts";

/** What goes on, for people and, in its attributes, for programs (docs/contract.md). */
export function Status() {
  const run = useApp((state) => state.run);
  const { t, locale } = useWords();
  const ms = run.status === "done" ? run.report.ms : undefined;
  const time = ms ? durationText(ms.preprocess + ms.run + ms.postprocess, locale) : "";
  return (
    <div className="status" data-testid="status" role="status" {...attributesOf(run)}>
      {run.status === "done" ? t("shell.status.done", { time }) : t(`shell.status.${run.status}`)}
    </div>
  );
}

function attributesOf(run: Run): Readonly<Record<`data-${string}`, string | number | boolean | undefined>> {
  const shared = { "data-status": run.status, "data-run": numberOf(run) };
  if (run.status === "idle") return { ...shared, "data-stale": false };
  const { actual, fallback } = run.order;
  const isLoading = run.status === "loading" || run.status === "compiling";
  return {
    ...shared,
    "data-stale": run.stale,
    "data-device": actual.device,
    "data-dtype": dtypeText(actual.dtype),
    "data-model": actual.model,
    "data-revision": actual.revision,
    "data-fallback": fallback,
    "data-loaded-bytes": isLoading ? (run.loadedBytes ?? "") : undefined,
    "data-total-bytes": isLoading ? (run.totalBytes ?? "") : undefined,
    "data-progress": run.status === "running" ? run.progress : undefined,
  };
}
