import { type PointerEvent, useMemo, useState } from "react";
import type { Pixels } from "../../../shared/media.ts";
import { ColourScale } from "../../../ui/ColourScale.tsx";
import { paletteOf } from "../../../ui/colour-maps.ts";
import { decimalText, percentText } from "../../../ui/number.ts";
import { PixelsCanvas } from "../../../ui/PixelsCanvas.tsx";
import { PointedPicture } from "../../../ui/PointedPicture.tsx";
import parts from "../../../ui/parts.module.css";
import type { Speaking } from "../../../ui/words.ts";
import { mapVerb } from "../../common/vectors/maths/protocol.ts";
import { useDerived, useKept } from "../../common/vectors/view/hooks.tsx";
import type { Grid, Key, Seen } from "../definition.ts";
import { componentColours, likenessColours, likenessOf, movedPatch, patchAt, patchesOf } from "../patches.ts";
import css from "./view.module.css";

interface PatchMapProps extends Speaking<Key> {
  readonly picture: Pixels;
  readonly seen: Seen;
  readonly grid: Grid;
}

const palette = paletteOf("viridis");
const share = (value: number) => `${100 * value}%`;

/** What the model makes of each part of a picture: alike parts in like colours, and what is like the part that is chosen. */
export function PatchMap({ picture, seen, grid, t, locale }: PatchMapProps) {
  const [chosen, setChosen] = useState<number>();
  const [opacity, setOpacity] = useState(75);
  const patches = useMemo(() => patchesOf(seen, grid), [seen, grid]);
  const kept = useKept(patches, true);
  const components = useDerived(kept, mapVerb, { method: "pca", components: 3 }, "patches");
  const likeness = useMemo(() => (chosen === undefined ? undefined : likenessOf(patches, chosen)), [patches, chosen]);
  const colours = useMemo(() => {
    if (likeness) return likenessColours(likeness, grid, palette);
    return components.status === "done" ? componentColours(components.value, grid) : undefined;
  }, [likeness, components, grid]);
  const { columns, rows, area } = grid;
  const placeOf = (patch: number) => ({ row: Math.floor(patch / columns) + 1, column: (patch % columns) + 1 });

  function choose(across: number, down: number, { type, buttons }: PointerEvent): void {
    if (type === "pointerdown" || buttons & 1) setChosen(patchAt(across, down, grid));
  }

  function told(): string {
    if (chosen === undefined || !likeness) {
      if (components.status === "waiting")
        return t("view.components-waiting", { share: percentText(components.share, locale) });
      return t(components.status === "failed" ? "view.components-failed" : "view.components");
    }
    const near = placeOf(likeness.nearest);
    const score = decimalText(likeness.cosines[likeness.nearest] ?? 0, locale, 2);
    return t("view.patch-at", { ...placeOf(chosen), nearRow: near.row, nearColumn: near.column, score });
  }

  return (
    <div className={parts.column}>
      <PointedPicture
        size={picture}
        label={t("view.patch")}
        readout={told()}
        onPoint={choose}
        onKeyDown={(event) => {
          const moved = movedPatch(chosen, event.key, grid);
          if (moved === undefined && event.key !== "Escape") return;
          event.preventDefault();
          setChosen(moved);
        }}
      >
        <PixelsCanvas pixels={picture} label={t("view.picture")} className={css.layer} />
        {colours && (
          <div
            className={css.patches}
            style={{
              left: share(area.left),
              top: share(area.top),
              width: share(area.width),
              height: share(area.height),
              opacity: opacity / 100,
            }}
          >
            <PixelsCanvas
              pixels={colours}
              label={t(likeness ? "view.likeness-label" : "view.components-label")}
              className={css.pixelated}
            />
          </div>
        )}
        {chosen !== undefined && (
          <span
            className={css.mark}
            aria-hidden="true"
            style={{
              left: share(area.left + ((chosen % columns) * area.width) / columns),
              top: share(area.top + (Math.floor(chosen / columns) * area.height) / rows),
              width: share(area.width / columns),
              height: share(area.height / rows),
            }}
          />
        )}
      </PointedPicture>
      {likeness && (
        <ColourScale map="viridis" from={decimalText(likeness.least, locale, 2)} to={decimalText(1, locale, 2)} />
      )}
      <div className={parts.row}>
        <button
          type="button"
          className={parts.chip}
          disabled={chosen === undefined}
          onClick={() => setChosen(undefined)}
        >
          {t("view.show-components")}
        </button>
        <label className={css.slider}>
          {t("view.opacity")}
          <input
            type="range"
            min={0}
            max={100}
            value={opacity}
            onChange={(event) => setOpacity(event.currentTarget.valueAsNumber)}
          />
        </label>
      </div>
    </div>
  );
}
