import { type CSSProperties, useState } from "react";
import type { Pixels } from "../../shared/media.ts";
import cut from "../../ui/Divider.module.css";
import { DividerLine, DividerSlider } from "../../ui/Divider.tsx";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import parts from "../../ui/parts.module.css";
import { Segmented } from "../../ui/Segmented.tsx";
import type { Speaking } from "../../ui/words.ts";
import type { Key } from "./definition.ts";
import css from "./Stage.module.css";

/** As many pixels as every browser gives a canvas: Safari's on a phone. */
const canvasPixels = 16_777_216;

interface StageProps extends Speaking<Key> {
  readonly before: Pixels;
  readonly after: Pixels;
}

const views = ["true", "whole"] as const;

/** The stretched original left of a divider, what the model made of it to the right: pixel by pixel, or as a whole. */
export function Stage({ before, after, t }: StageProps) {
  const [view, setView] = useState<(typeof views)[number]>("true");
  const [divider, setDivider] = useState(50);
  const [scrolled, setScrolled] = useState(0);
  const { width, height } = after;
  const shrunk = Math.min(1, Math.sqrt(canvasPixels / (width * height)));
  const style: CSSProperties & Record<"--divider" | "--cut" | "--width" | "--ratio", string> = {
    "--divider": `${divider}%`,
    // The divider stands still while the picture is scrolled below it.
    "--cut": `calc(${scrolled}px + ${divider}cqw)`,
    // One pixel of the picture on one of the screen, which on many screens is less than one of CSS.
    "--width": `${width / (globalThis.devicePixelRatio ?? 1)}px`,
    "--ratio": `${width} / ${height}`,
  };
  return (
    <div className={parts.column}>
      <div className={parts.row}>
        <Segmented
          label={t("view.view")}
          value={view}
          onChange={setView}
          choices={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </div>
      <div className={css.frame} style={style} data-view={view}>
        <section
          className={css.scroller}
          aria-label={t("view.compared")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
          tabIndex={0}
          onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
        >
          <div className={css.layers}>
            <PixelsCanvas pixels={before} label={t("view.before")} className={cut.layer} />
            <div className={css.over}>
              <PixelsCanvas
                pixels={after}
                label={t("view.after")}
                className={cut.layer}
                longest={Math.floor(Math.max(width, height) * shrunk)}
              />
            </div>
          </div>
        </section>
        <DividerLine />
      </div>
      <DividerSlider label={t("view.divider")} value={divider} onChange={setDivider} />
      {shrunk < 1 && <p className={parts.mute}>{t("view.reduced")}</p>}
    </div>
  );
}
