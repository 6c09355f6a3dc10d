import { lazy, useState } from "react";
import { durationText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { targetIn } from "../store/hosted.ts";
import { stages } from "../store/report.ts";
import { Late } from "./ResultBoundary.tsx";
import { useStageTimes } from "./times.ts";

/** Shorter runs end before anyone looks away. */
const longRunMs = 4_000;
/** Fetched with the first long run. */
const EndNotice = lazy(async () => ({ default: (await import("./EndNotice.tsx")).EndNotice }));

/** The stages of a run in proportion to their time, live while they happen. */
export function StageBar() {
  const { t, locale } = useWords();
  const run = useApp((state) => state.run);
  const host = useApp((state) => (state.run.status === "idle" ? targetIn(state) : state.run.order.hosted)?.host);
  const times = useStageTimes(run);
  const shown = stages.flatMap((stage) => {
    const ms = times[stage];
    return ms === undefined || ms <= 0
      ? []
      : [{ stage, ms, text: `${t(`results.stage.${stage}`)} ${durationText(ms, locale)}` }];
  });
  const isLong = shown.reduce((sum, { ms }) => sum + ms, 0) >= longRunMs;
  // What was asked for in one long run holds for the next.
  const [wasLong, setWasLong] = useState(false);
  if (isLong && !wasLong) setWasLong(true);
  const rate = run.status === "done" ? run.report.tokensPerSecond : undefined;

  return (
    <footer className="stage-bar">
      <div
        aria-label={shown.map(({ text }) => text).join(", ") || t("results.stages")}
        className="stage-track num"
        role="img"
      >
        {shown.length === 0 && <span className="stage-none">{t("results.stages")}</span>}
        {shown.map(({ stage, ms, text }) => (
          <span className="stage" data-stage={stage} key={stage} style={{ flexGrow: ms }} title={text}>
            <span className="stage-name">{text}</span>
          </span>
        ))}
      </div>
      {rate !== undefined && (
        <span className="num">
          {t("results.rate", { rate: new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(rate) })}
        </span>
      )}
      {wasLong && (
        <Late fallback={null}>
          <EndNotice isLong={isLong} />
        </Late>
      )}
      <span className="mute">{host === undefined ? t("results.private") : t("hosted.goes-to", { host })}</span>
    </footer>
  );
}
