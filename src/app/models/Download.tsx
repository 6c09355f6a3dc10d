import { useEffect, useState } from "react";
import { dtypeText } from "../../hub/checkpoint.ts";
import { isEmbedded } from "../../hub/reference.ts";
import type { Download as Ongoing } from "../../workers/downloads.ts";
import { bytesText, durationText } from "../format.ts";
import { useWordArea, useWords } from "../i18n/words.tsx";
import { rateOf, type Sample, secondsLeft, withSample } from "../results/rate.ts";
import { useApp } from "../store/context.tsx";
import { findBytes } from "../store/plan.ts";
import { findCardIn } from "../store/selectors.ts";
import { useDownload } from "./downloads.ts";
import css from "./get.module.css";
import { downloadVerbs, isDownloadableIn } from "./verbs.ts";

/** Fetches the chosen model without running it. It goes on while another one runs, and after a pause or a cut from where it was. */
export function Download({ onKept }: { onKept(): void }) {
  const { t } = useWords();
  const { chosen, ongoing, others, verb, press } = useDownload(onKept);
  const card = useApp(findCardIn);
  const isDownloadable = useApp(isDownloadableIn);
  const bytes = findBytes(card, chosen.dtype);
  const name = chosen.revision === "main" ? chosen.model : `${chosen.model}@${chosen.revision}`;
  const possible = isDownloadable ? verb : undefined;
  return (
    <section aria-label={t("download.title")} className={css.part} hidden={!isDownloadable && others.length === 0}>
      <div className={css.row}>
        {isDownloadable && (
          <p className={css.grow}>
            <span className={css.id}>{name}</span>
            <span className={css.facts}>
              {[dtypeText(chosen.dtype), bytes === undefined ? "" : bytesText(bytes), card?.licence]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </p>
        )}
        {isEmbedded(chosen.model) && verb === "start" && <p className={css.hint}>{t("download.embedded")}</p>}
        {possible && (
          // One button, which keeps the focus whatever it is for at the moment.
          <button
            className="chip"
            data-testid={`download-${possible}`}
            onClick={() => void press(possible)}
            type="button"
          >
            {t(`download.${possible}`)}
          </button>
        )}
        {downloadVerbs
          .filter((other) => other !== possible)
          .map((other) => (
            <button data-testid={`download-${other}`} disabled hidden key={other} type="button">
              {t(`download.${other}`)}
            </button>
          ))}
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

function Progress({ download }: { readonly download: Ongoing }) {
  const { status, progress } = download;
  const { t, locale } = useWords();
  const network = progress?.networkBytes;
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (network !== undefined) setSamples((before) => withSample(before, { atMs: performance.now(), bytes: network }));
  }, [network]);

  const loaded = progress?.loadedBytes ?? 0;
  const total = progress?.totalBytes ?? undefined;
  const rate = status === "loading" ? rateOf(samples) : undefined;
  const left = secondsLeft(loaded, total, rate);
  return (
    <div className={css.progress}>
      <progress aria-label={t("download.title")} className={css.meter} max={total ?? 1} value={total ? loaded : 0} />
      <p className="num">
        {total === undefined
          ? bytesText(loaded)
          : t("shell.cost.loaded", { loaded: bytesText(loaded), total: bytesText(total) })}
        {rate !== undefined && ` · ${bytesText(rate)}/s`}
        {left !== undefined && ` · ${t("results.wait.left", { time: durationText(1_000 * Math.ceil(left), locale) })}`}
      </p>
      <DownloadStatus download={download} />
      {progress && progress.files.length > 1 && (
        <details className={css.files}>
          <summary>{t("download.files", { count: progress.files.length })}</summary>
          <ul>
            {progress.files.map(({ file, loaded: mine, total: all }) => (
              <li className="num" key={file}>
                <span>{file}</span>
                <span>
                  {all === null
                    ? bytesText(mine)
                    : t("shell.cost.loaded", { loaded: bytesText(mine), total: bytesText(all) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** How a download stands, in words. */
export function DownloadStatus({ download: { status, failure, answer, checkpoint } }: { readonly download: Ongoing }) {
  const { t } = useWords();
  const needWords = useWordArea("errors");
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => {
    if (failure) void needWords().then(() => setHasWords(true));
  }, [failure, needWords]);
  const said = { model: checkpoint.model, dtype: dtypeText(checkpoint.dtype) };
  const failed =
    failure && hasWords && `${t(`error.${failure.code}`, said)} ${t(`error.${failure.code}.remedy`, said)}`;
  const verified = answer?.verified ? "download.verified" : "download.unverified";
  return (
    <p className={css.hint} data-bad={status === "failed" || undefined} data-testid="download-status" role="status">
      {status === "done" ? t(verified) : failed || t(`download.${status}`)}
    </p>
  );
}
