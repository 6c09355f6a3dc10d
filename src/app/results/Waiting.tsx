import { useEffect, useState } from "react";
import { isEmbedded } from "../../hub/reference.ts";
import { bytesText, durationText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import type { BusyRun } from "../store/run.ts";
import { rateOf, type Sample, secondsLeft, withSample } from "./rate.ts";

/** Why nothing is to be seen yet: the first time, files come and shaders are compiled. */
export function Waiting({ run }: { readonly run: BusyRun }) {
  const { t } = useWords();
  const stage = run.marks.at(-1)?.stage ?? "run";
  if (stage === "download") {
    const isOwn = isEmbedded(run.order.actual.model);
    return (
      <div className="waiting">
        <p>{t(isOwn ? "results.wait.embedded" : "results.wait.download")}</p>
        {run.status !== "running" && <Arriving loaded={run.loadedBytes} total={run.totalBytes} />}
      </div>
    );
  }
  const why =
    stage === "load" ? "results.wait.load" : stage === "compile" ? "results.wait.compile" : "results.wait.run";
  return <p className="waiting">{t(why)}</p>;
}

interface ArrivingProps {
  readonly loaded: number | undefined;
  readonly total: number | undefined;
}

/** Bytes, rate and time left. Hidden from screen readers: it changes all the time, and the status says what goes on. */
function Arriving({ loaded, total }: ArrivingProps) {
  const { t, locale } = useWords();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (loaded !== undefined) setSamples((before) => withSample(before, { atMs: performance.now(), bytes: loaded }));
  }, [loaded]);
  if (loaded === undefined) return null;

  const rate = rateOf(samples);
  const left = secondsLeft(loaded, total, rate);
  const size = bytesText(loaded);
  return (
    <div aria-hidden="true" className="arriving num">
      {total !== undefined && (
        <span className="meter">
          <span
            className="meter-fill"
            style={{ inlineSize: `${total > 0 ? Math.min(100, (100 * loaded) / total) : 0}%` }}
          />
        </span>
      )}
      <span>
        {total === undefined ? size : t("shell.cost.loaded", { loaded: size, total: bytesText(total) })}
        {rate !== undefined && ` · ${bytesText(rate)}/s`}
        {left !== undefined && ` · ${t("results.wait.left", { time: durationText(1_000 * Math.ceil(left), locale) })}`}
      </span>
    </div>
  );
}
