import { dtypeText } from "../../hub/checkpoint.ts";
import { durationText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { targetIn } from "../store/hosted.ts";
import { numberOf, type Run } from "../store/run.ts";

/** What goes on, for people and, in its attributes, for programs (docs/contract.md). */
export function Status() {
  const run = useApp((state) => state.run);
  const planned = useApp(targetIn)?.host;
  const { t, locale } = useWords();
  const ms = run.status === "done" ? run.report.ms : undefined;
  const time = ms ? durationText(ms.preprocess + ms.run + ms.postprocess, locale) : "";
  const isLive = run.status !== "idle" && run.order.isLive;
  const facts = attributesOf(run, planned);
  return (
    <div aria-live={isLive ? "off" : undefined} className="status" data-testid="status" role="status" {...facts}>
      {run.status === "done" ? t("shell.status.done", { time }) : t(`shell.status.${run.status}`)}
    </div>
  );
}

function attributesOf(
  run: Run,
  planned: string | undefined,
): Readonly<Record<`data-${string}`, string | number | boolean | undefined>> {
  const shared = { "data-status": run.status, "data-run": numberOf(run) };
  if (run.status === "idle") return { ...shared, "data-stale": false, "data-hosted": planned };
  const { actual, fallback, hosted } = run.order;
  const isLoading = run.status === "loading" || run.status === "compiling";
  return {
    ...shared,
    "data-stale": run.stale,
    "data-hosted": hosted?.host,
    "data-device": hosted ? undefined : actual.device,
    "data-dtype": hosted ? undefined : dtypeText(actual.dtype),
    "data-model": actual.model,
    "data-revision": actual.revision,
    "data-fallback": fallback,
    "data-loaded-bytes": isLoading ? (run.loadedBytes ?? "") : undefined,
    "data-total-bytes": isLoading ? (run.totalBytes ?? "") : undefined,
    "data-progress": run.status === "running" ? run.progress : undefined,
  };
}
