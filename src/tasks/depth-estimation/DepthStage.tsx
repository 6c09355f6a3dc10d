import { type CSSProperties, type PointerEvent, useMemo, useState } from "react";
import type { Pixels } from "../../shared/media.ts";
import { type Palette, painted } from "../../ui/colour-maps.ts";
import cut from "../../ui/Divider.module.css";
import { DividerLine, DividerSlider } from "../../ui/Divider.tsx";
import { decimalText, percentText } from "../../ui/number.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import { PointedPicture } from "../../ui/PointedPicture.tsx";
import parts from "../../ui/parts.module.css";
import { middleOf, movedProbe, type Probe, probeAt } from "../../ui/probe.ts";
import type { Speaking } from "../../ui/words.ts";
import css from "./DepthStage.module.css";
import type { DepthMap, Key } from "./definition.ts";

/** More is no sharper on a screen, and takes longer than a frame to colour. */
const longestSide = 1024;

interface DepthStageProps extends Speaking<Key> {
  readonly picture: Pixels;
  readonly map: DepthMap;
  readonly range: readonly [least: number, most: number];
  readonly palette: Palette;
}

/** The depths over the picture, a divider between, and the depth of the pixel under the pointer or the arrow keys. */
export function DepthStage({ picture, map, range, palette, t, locale }: DepthStageProps) {
  const [divider, setDivider] = useState(50);
  const [probe, setProbe] = useState<Probe>();
  const colours = useMemo(() => painted(map, palette, longestSide), [map, palette]);
  const { width, height, depths, unit } = map;
  const style: CSSProperties & Record<"--divider", string> = { "--divider": `${divider}%` };

  function follow(across: number, down: number, { buttons }: PointerEvent): void {
    if (buttons & 1) setDivider(Math.max(0, Math.min(100, Math.round(across * 100))));
    setProbe(probeAt(across, down, map));
  }

  function told({ x, y }: Probe): string {
    const depth = depths[y * width + x] ?? 0;
    const [least, most] = range;
    const share = most > least ? (depth - least) / (most - least) : 0;
    const values = { x, y, value: decimalText(depth, locale, 2), share: percentText(share, locale) };
    return t(`view.at-${unit}`, values);
  }

  return (
    <div className={parts.column}>
      <PointedPicture
        size={map}
        label={t("view.probe")}
        readout={probe ? told(probe) : t("view.probe-hint")}
        onPoint={follow}
        onFocus={() => setProbe((known) => known ?? middleOf(map))}
        onKeyDown={(event) => {
          const moved = movedProbe(probe, event.key, event.shiftKey, map);
          if (!moved) return;
          event.preventDefault();
          setProbe(moved);
        }}
      >
        <div className={cut.layer} style={style}>
          <PixelsCanvas pixels={picture} label={t("view.picture")} className={cut.layer} />
          <div className={cut.over}>
            <PixelsCanvas pixels={colours} label={t("view.depths")} className={cut.layer} />
          </div>
          <DividerLine drags={true} />
        </div>
        {probe && (
          <span
            className={css.probe}
            aria-hidden="true"
            style={{ left: `${((probe.x + 0.5) / width) * 100}%`, top: `${((probe.y + 0.5) / height) * 100}%` }}
          />
        )}
      </PointedPicture>
      <DividerSlider label={t("view.divider")} value={divider} onChange={setDivider} />
    </div>
  );
}
