import { useId } from "react";
import type { Pixels } from "../../shared/media.ts";
import { CutOut } from "../../ui/CutOut.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import parts from "../../ui/parts.module.css";
import { encodeRows } from "../../ui/png.ts";
import { cutRowsOf } from "../../ui/segment-map.ts";
import type { Translate } from "../../ui/words.ts";
import { fileNameOf, type Listed } from "./listed.ts";
import type { Segmentation } from "./segmentation.ts";
import css from "./visualizer.module.css";

type Said = "view.chosen" | "view.covered" | "view.cut-out" | "view.download-cut-out" | "view.download-mask";

interface ChosenSegmentProps {
  readonly picture: Pixels;
  readonly segmentation: Segmentation;
  readonly chosen: Listed;
  /** Its name in the reader's language. */
  readonly title: string;
  readonly t: Translate<Said>;
}

/** One segment to take away: cut out of its picture, or as a mask of the picture's size. */
export function ChosenSegment({ picture, segmentation, chosen, title, t }: ChosenSegmentProps) {
  const heading = useId();
  const { number, segment } = chosen;
  const { box, mask } = segment;
  const size = { width: box.right - box.left, height: box.bottom - box.top };
  const isVisible = segment.area > 0;
  return (
    <section className={css.chosen} aria-labelledby={heading}>
      <div>
        <h3 id={heading} className={parts.heading}>
          {t("view.chosen", { segment: title })}
        </h3>
        {!isVisible && <p className={parts.mute}>{t("view.covered")}</p>}
        <div className={parts.row}>
          {isVisible && (
            <DownloadButton
              label={t("view.download-cut-out")}
              name={fileNameOf(chosen, "cut-out")}
              make={() =>
                encodeRows(size, (first, last) => cutRowsOf(picture, segmentation, number, box, [first, last]))
              }
            />
          )}
          <DownloadButton
            label={t("view.download-mask")}
            name={fileNameOf(chosen, "mask")}
            make={() => new Blob([mask], { type: "image/png" })}
          />
        </div>
      </div>
      {isVisible && (
        <CutOut
          pixels={picture}
          map={segmentation}
          number={number}
          box={box}
          label={t("view.cut-out", { segment: title })}
        />
      )}
    </section>
  );
}
