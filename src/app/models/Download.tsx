import { useEffect, useEffectEvent, useState } from "react";
import { useStore } from "zustand";
import { dtypeText } from "../../hub/checkpoint.ts";
import { isEmbedded, isLocal } from "../../hub/reference.ts";
import { keyOfDownload, type Download as Ongoing } from "../../workers/downloads.ts";
import { bytesText, durationText } from "../format.ts";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { rateOf, type Sample, secondsLeft, withSample } from "../results/rate.ts";
import { useApp } from "../store/context.tsx";
import { isHostedIn } from "../store/hosted.ts";
import { findBytes } from "../store/plan.ts";
import { findCardIn, planIn, sourcesIn } from "../store/selectors.ts";
import { pageDownloads } from "./downloads.ts";
import css from "./get.module.css";

/** Fetches the chosen model without running it. It goes on while another one runs, and after a pause or a cut from where it was. */
export function Download() {
  const { t, locale } = useWords();
  const { actual } = useApp(planIn);
  const card = useApp(findCardIn);
  const isHosted = useApp(isHostedIn);
  const site = useApp((state) => state.site);
  const endpoint = useApp((state) => state.endpoint);
  const facts = useApp((state) => state.facts);
  const hubToken = useApp((state) => state.hubToken);
  const downloads = pageDownloads();
  const states = useStore(downloads.state);
  const ongoing = states[keyOfDownload(actual)];
  const others = Object.entries(states).filter(
    ([key, { status }]) => key !== keyOfDownload(actual) && status !== "done",
  );
  const bytes = findBytes(card, actual.dtype);
  const learnModel = useApp((state) => state.learnModel);
  const [isWanted, setIsWanted] = useState(false);

  const start = useEffectEvent(() => {
    setIsWanted(false);
    void downloads.start(actual, sourcesIn({ site, endpoint, facts, hubToken }, { embeddedBase: "" }));
  });
  // Which dtype is the model's default is known only once its files are listed.
  useEffect(() => {
    if (isWanted) start();
  }, [isWanted]);

  if (actual.model === "" || isHosted || isLocal(actual.model)) return null;
  const name = actual.revision === "main" ? actual.model : `${actual.model}@${actual.revision}`;
  return (
    <section aria-label={t("download.title")} className={css.part}>
      <div className={css.row}>
        <p className={css.grow}>
          <span className={css.id}>{name}</span>
          <span className={css.facts}>
            {[dtypeText(actual.dtype), bytes === undefined ? "" : bytesText(bytes, locale), card?.licence]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </p>
        {isEmbedded(actual.model) ? (
          <p className={css.hint}>{t("download.embedded")}</p>
        ) : (
          <Control
            onPause={() => downloads.pause(actual)}
            onStart={() => void learnModel().finally(() => setIsWanted(true))}
            status={ongoing?.status}
          />
        )}
      </div>
      {ongoing && <Progress download={ongoing} />}
      {others.map(([key, download]) => (
        <div className={css.row} key={key}>
          <p className={css.grow}>
            <span className={css.id}>{key}</span>
          </p>
          <Progress download={download} />
        </div>
      ))}
    </section>
  );
}

interface ControlProps {
  readonly status: Ongoing["status"] | undefined;
  onStart(): void;
  onPause(): void;
}

/** One button, which keeps the focus whatever it is for at the moment. */
function Control({ status, onStart, onPause }: ControlProps) {
  const { t } = useWords();
  const verb = status === undefined ? "start" : status === "loading" ? "pause" : "resume";
  if (status === "done") return null;
  return (
    <button
      className="chip"
      data-testid={`download-${verb}`}
      onClick={verb === "pause" ? onPause : onStart}
      type="button"
    >
      {t(`download.${verb}`)}
    </button>
  );
}

function Progress({ download: { status, progress, failure, answer, checkpoint } }: { readonly download: Ongoing }) {
  const { t, locale } = useWords();
  const needWords = useWordArea("errors");
  const [hasWords, setHasWords] = useState(false);
  const network = progress?.networkBytes;
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (network !== undefined) setSamples((before) => withSample(before, { atMs: performance.now(), bytes: network }));
  }, [network]);
  useEffect(() => {
    if (failure) void needWords().then(() => setHasWords(true));
  }, [failure, needWords]);

  const loaded = progress?.loadedBytes ?? 0;
  const total = progress?.totalBytes ?? undefined;
  const rate = status === "loading" ? rateOf(samples) : undefined;
  const left = secondsLeft(loaded, total, rate);
  const said = { model: checkpoint.model, dtype: dtypeText(checkpoint.dtype) };
  const failed =
    failure && hasWords && `${t(`error.${failure.code}`, said)} ${t(`error.${failure.code}.remedy`, said)}`;
  const verified = answer?.verified ? "download.verified" : "download.unverified";
  return (
    <div className={css.progress}>
      <progress aria-label={t("download.title")} className={css.meter} max={total ?? 1} value={total ? loaded : 0} />
      <p className="num">
        {total === undefined
          ? bytesText(loaded, locale)
          : t("shell.cost.loaded", { loaded: bytesText(loaded, locale), total: bytesText(total, locale) })}
        {rate !== undefined && ` · ${bytesText(rate, locale)}/s`}
        {left !== undefined && ` · ${t("results.wait.left", { time: durationText(1_000 * Math.ceil(left), locale) })}`}
      </p>
      <p className={css.hint} data-bad={status === "failed" || undefined} data-testid="download-status" role="status">
        {status === "done" ? t(verified) : failed || t(`download.${status}`)}
      </p>
      {progress && progress.files.length > 1 && (
        <details className={css.files}>
          <summary>{t("download.files", { count: progress.files.length })}</summary>
          <ul>
            {progress.files.map(({ file, loaded: mine, total: all }) => (
              <li className="num" key={file}>
                <span>{file}</span>
                <span>
                  {all === null
                    ? bytesText(mine, locale)
                    : t("shell.cost.loaded", { loaded: bytesText(mine, locale), total: bytesText(all, locale) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
