import { type CSSProperties, useState } from "react";
import type { Pixels } from "../../shared/media.ts";
import cut from "../../ui/Divider.module.css";
import { DividerLine } from "../../ui/Divider.tsx";
import { countText } from "../../ui/number.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import parts from "../../ui/parts.module.css";
import { Segmented } from "../../ui/Segmented.tsx";
import type { Speaking } from "../../ui/words.ts";
import { Backdrops } from "./Backdrops.tsx";
import type { Backdrop } from "./backdrop.ts";
import css from "./Comparison.module.css";
import type { Key } from "./definition.ts";

interface ComparisonProps extends Speaking<Key> {
  readonly before: Pixels;
  /** The same picture with alpha. */
  readonly after: Pixels;
  readonly backdrop: Backdrop;
  readonly onBackdrop: (backdrop: Backdrop) => void;
}

const views = ["compare", "cutout", "mask", "before"] as const;

/** A cut-out beside what it was cut from: over what lies behind it, under a divider, or its mask alone. */
export function Comparison({ before, after, backdrop, onBackdrop, t, locale }: ComparisonProps) {
  const [view, setView] = useState<(typeof views)[number]>("compare");
  const [divider, setDivider] = useState(50);
  const ground = groundOf(backdrop);
  const style: CSSProperties & Record<"--divider" | "--ratio", string> = {
    "--divider": view === "compare" ? `${divider}%` : "0%",
    "--ratio": `${after.width} / ${after.height}`,
  };
  return (
    <div className={css.compare}>
      <div className={parts.row}>
        <Segmented
          label={t("view.view")}
          value={view}
          onChange={setView}
          choices={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </div>
      <div className={css.stage} style={style}>
        {view !== "mask" && view !== "cutout" && (
          <PixelsCanvas pixels={before} label={t("view.before")} className={cut.layer} />
        )}
        {view === "mask" && (
          <div className={css.maskGround}>
            <PixelsCanvas pixels={after} label={t("view.mask-label")} className={`${cut.layer} ${css.mask}`} />
          </div>
        )}
        {(view === "cutout" || view === "compare") && (
          <div className={`${cut.over} ${ground === undefined ? css.checker : ""}`} style={{ background: ground }}>
            <PixelsCanvas pixels={after} label={t("view.cutout")} className={cut.layer} />
          </div>
        )}
        {view === "compare" && <DividerLine drags={true} />}
        {view === "compare" && (
          <input
            type="range"
            className={css.range}
            min={0}
            max={100}
            value={divider}
            aria-label={t("view.divider")}
            onChange={(event) => setDivider(event.currentTarget.valueAsNumber)}
          />
        )}
      </div>
      <div className={parts.row}>
        <Backdrops onBackdrop={onBackdrop} t={t} locale={locale} />
        <span className={`${parts.num} ${css.size}`}>
          {countText(after.width, locale)} × {countText(after.height, locale)}
        </span>
      </div>
    </div>
  );
}

/** As CSS paints it; nothing where a checkerboard stands for nothing. */
function groundOf(backdrop: Backdrop): string | undefined {
  if (backdrop.kind === "colour") return backdrop.colour;
  return backdrop.kind === "picture" && backdrop.picture ? `center / cover url("${backdrop.picture.url}")` : undefined;
}
