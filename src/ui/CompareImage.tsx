import { type CSSProperties, useId, useState } from "react";
import type { Pixels } from "../shared/media.ts";
import css from "./CompareImage.module.css";
import { countText } from "./number.ts";
import { PixelsCanvas } from "./PixelsCanvas.tsx";
import parts from "./parts.module.css";
import { Segmented } from "./Segmented.tsx";
import type { Speaking } from "./words.ts";

interface CompareImageProps extends Speaking {
  readonly before: Pixels;
  /** The same picture with alpha. */
  readonly after: Pixels;
}

const views = ["compare", "cutout", "mask", "before"] as const;
const backdrops = ["checker", "white", "black", "green", "own"] as const;
type Backdrop = (typeof backdrops)[number];

const colors = { white: "#ffffff", black: "#000000", green: "#00b140" } as const;

/** A cut-out beside what it was cut from: over a checkerboard or a colour, under a divider, or its mask alone. */
export function CompareImage({ before, after, t, locale }: CompareImageProps) {
  const group = useId();
  const [view, setView] = useState<(typeof views)[number]>("compare");
  const [backdrop, setBackdrop] = useState<Backdrop>("checker");
  const [own, setOwn] = useState("#ffd166");
  const [divider, setDivider] = useState(50);
  const color = backdrop === "own" ? own : backdrop === "checker" ? undefined : colors[backdrop];
  const style: CSSProperties & Record<"--divider" | "--ratio", string> = {
    "--divider": view === "compare" ? `${divider}%` : "0%",
    "--ratio": `${after.width} / ${after.height}`,
  };
  return (
    <div className={css.compare}>
      <div className={parts.row}>
        <Segmented
          label={t("ui.compare.view")}
          value={view}
          onChange={setView}
          choices={views.map((value) => ({ value, label: t(`ui.compare.${value}`) }))}
        />
      </div>
      <div className={css.stage} style={style}>
        {view !== "mask" && view !== "cutout" && (
          <PixelsCanvas pixels={before} label={t("ui.compare.before")} className={css.layer} />
        )}
        {view === "mask" && (
          <div className={css.maskGround}>
            <PixelsCanvas pixels={after} label={t("ui.compare.mask-label")} className={css.mask} />
          </div>
        )}
        {(view === "cutout" || view === "compare") && (
          <div className={`${css.over} ${color === undefined ? css.checker : ""}`} style={{ background: color }}>
            <PixelsCanvas pixels={after} label={t("ui.compare.cutout")} className={css.layer} />
          </div>
        )}
        {view === "compare" && <span className={css.line} aria-hidden="true" />}
        {view === "compare" && (
          <input
            type="range"
            className={css.range}
            min={0}
            max={100}
            value={divider}
            aria-label={t("ui.compare.divider")}
            onChange={(event) => setDivider(event.currentTarget.valueAsNumber)}
          />
        )}
      </div>
      <div className={parts.row}>
        {(view === "cutout" || view === "compare") && (
          <fieldset className={css.backdrops}>
            <legend className={parts.hidden}>{t("ui.compare.backdrop")}</legend>
            {backdrops.map((value) => (
              <label key={value} className={css.backdrop}>
                <input
                  type="radio"
                  className={parts.hidden}
                  name={group}
                  checked={value === backdrop}
                  onChange={() => setBackdrop(value)}
                />
                <span
                  className={`${css.swatch} ${value === "checker" ? css.checker : ""}`}
                  style={value === "checker" ? undefined : { background: value === "own" ? own : colors[value] }}
                />
                {t(`ui.compare.backdrop-${value}`)}
              </label>
            ))}
            {backdrop === "own" && (
              <input
                type="color"
                value={own}
                aria-label={t("ui.compare.backdrop-own")}
                onChange={(event) => setOwn(event.currentTarget.value)}
              />
            )}
          </fieldset>
        )}
        <span className={`${parts.num} ${css.size}`}>
          {countText(after.width, locale)} × {countText(after.height, locale)}
        </span>
      </div>
    </div>
  );
}
