import { useMemo, useState } from "react";
import { toDataUrl } from "../../shared/base64.ts";
import type { Size } from "../../shared/image/size.ts";
import { CutOut } from "../../ui/CutOut.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { decimalText, percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import pictures from "../../ui/picture.module.css";
import { encodeRows } from "../../ui/png.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { cutRowsOf, type SegmentMap } from "../../ui/segment-map.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition, type Mask } from "./definition.ts";
import { isEmpty } from "./prompt.ts";
import { Stage } from "./Stage.tsx";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, now, onPoint, final, t, locale }) {
    const [chosen, setChosen] = useState({ output, place: "0" });
    // The best of what came last, until another is chosen.
    const place = chosen.output === output ? chosen.place : "0";
    const picture = now?.input.image ?? input.image;
    const prompt = now?.options ?? options;
    // Masks of another picture are no longer of this one.
    const masks = picture === input.image ? output : [];
    const mask = masks[Number(place)];
    const map = useMemo(() => mask && mapOf(mask, picture), [mask, picture]);
    const size = mask && { width: mask.bounds.right - mask.bounds.left, height: mask.bounds.bottom - mask.bounds.top };
    return (
      <div className={parts.column}>
        <Stage
          picture={picture}
          prompt={prompt}
          map={map}
          hint={t(isEmpty(prompt) ? "view.hint" : "view.hint-more")}
          onPrompt={(next) => onPoint?.({ points: next.points, box: next.box })}
          t={t}
          locale={locale}
        />
        {masks.length > 0 && (
          <Segmented
            label={t("view.masks")}
            value={place}
            onChange={(next) => setChosen({ output, place: next })}
            choices={masks.map(({ score, area }, index) => ({
              value: String(index),
              label: t("view.mask", {
                nth: index + 1,
                score: decimalText(score, locale, 2),
                share: percentText(area / (picture.width * picture.height), locale),
              }),
            }))}
          />
        )}
        {mask && map && size && final && (
          <div className={pictures.beside}>
            <div>
              <p className={parts.mute}>{t(mask.area > 0 ? "view.masks-note" : "view.nothing")}</p>
              <div className={parts.row}>
                {mask.area > 0 && (
                  <DownloadButton
                    label={t("view.download-cut-out")}
                    name="cut-out.png"
                    make={() =>
                      encodeRows(size, (first, last) => cutRowsOf(picture, map, 1, mask.bounds, [first, last]))
                    }
                  />
                )}
                <DownloadButton
                  label={t("view.download-mask")}
                  name="mask.png"
                  make={() => new Blob([mask.mask], { type: "image/png" })}
                />
              </div>
            </div>
            {mask.area > 0 && (
              <CutOut pixels={picture} map={map} number={1} box={mask.bounds} label={t("view.cut-out")} />
            )}
          </div>
        )}
      </div>
    );
  },

  Before({ input, options, onPoint, t, locale }) {
    return (
      <Stage
        picture={input.image}
        prompt={options}
        hint={t(isEmpty(options) ? "view.hint-first" : "view.hint-run")}
        onPrompt={({ points, box }) => onPoint?.({ points, box })}
        t={t}
        locale={locale}
      />
    );
  },

  toJson: (masks) =>
    Promise.all(
      masks.map(async ({ score, mask }) => ({
        score,
        mask: await toDataUrl(new Blob([mask], { type: "image/png" })),
      })),
    ),
});

/** 1 where the mask is. */
function mapOf({ stretches }: Mask, { width, height }: Size): SegmentMap {
  const map = new Uint16Array(width * height);
  for (let at = 0; at < stretches.length; at += 2) map.fill(1, stretches[at], stretches[at + 1]);
  return { map, width, height };
}
