import { useMemo } from "react";
import { toNpy } from "../../shared/npy.ts";
import { meanNormOf } from "../../shared/vectors/similarity.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { countText, decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { Stats } from "../../ui/Stats.tsx";
import { writeVectors } from "../common/vectors/view/file.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition, type Features } from "./definition.ts";
import { numbersOf, toJson, tokenMatrix } from "./json.ts";
import { Album } from "./view/Album.tsx";
import { PatchMap } from "./view/PatchMap.tsx";

/** Above so many numbers JSON is written by a worker: the page would stand still meanwhile. */
const atOnceNumbers = 20_000;

const namesOf = (rows: number) => Array.from({ length: rows }, (_, row) => String(row + 1));

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale }) {
    const { pooled, pictures } = output;
    const norm = useMemo(() => meanNormOf(pooled), [pooled]);
    const [only] = pictures;
    const [picture] = input.images;
    if (!only || !picture) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    const isOne = pictures.length === 1;
    const tokens = tokenMatrix(only);
    return (
      <div className={parts.column}>
        <Stats
          items={[
            { label: t("view.pictures"), value: countText(pictures.length, locale) },
            ...(isOne && tokens ? [{ label: t("view.tokens"), value: countText(tokens.rows, locale) }] : []),
            { label: t("view.dimensions"), value: countText(pooled.columns, locale) },
            { label: t("view.norm"), value: decimalText(norm, locale, 3) },
          ]}
        />
        {isOne && only.grid && only.tokens && (
          <PatchMap picture={picture} seen={only} grid={only.grid} t={t} locale={locale} />
        )}
        {isOne && !only.grid && <p className={parts.mute}>{t("view.no-patches")}</p>}
        {!isOne && <Album pictures={input.images} vectors={pooled} t={t} locale={locale} />}
        {final && (
          <div className={parts.row}>
            <DownloadButton
              label={t("view.download-csv")}
              name="pictures.csv"
              make={() => writeVectors("csv", { vectors: pooled }, namesOf(pooled.rows))}
            />
            <DownloadButton
              label={t("view.download-npy")}
              name={options.pool ? "pictures.npy" : "tokens.npy"}
              make={() => toNpy(options.pool || !isOne ? pooled : (tokens ?? pooled))}
            />
          </div>
        )}
      </div>
    );
  },

  toJson: (output, _input, { pool }) =>
    numbersOf(output, pool) > atOnceNumbers ? writtenByWorker(output, pool) : toJson(output, pool),
});

async function writtenByWorker(output: Features, pool: boolean): Promise<unknown> {
  const { pooled, pictures } = output;
  if (pool) return writeVectors("json", { vectors: pooled }, namesOf(pooled.rows));
  const parts: Blob[] = [];
  for (const seen of pictures) {
    const vectors = tokenMatrix(seen);
    if (!vectors) return toJson(output, pool);
    parts.push(await writeVectors("json", { vectors }, namesOf(vectors.rows)));
  }
  const [first] = parts;
  if (first && parts.length === 1) return first;
  return new Blob(["[", ...parts.flatMap((part, at) => (at === 0 ? [part] : [",", part])), "]"]);
}
