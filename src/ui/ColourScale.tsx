import css from "./ColourScale.module.css";
import { type ColourMap, gradientOf } from "./colour-maps.ts";
import parts from "./parts.module.css";

interface ColourScaleProps {
  readonly map: ColourMap;
  /** What its two ends stand for. */
  readonly from: string;
  readonly to: string;
}

/** What the colours of a picture mean. */
export function ColourScale({ map, from, to }: ColourScaleProps) {
  return (
    <div className={css.legend}>
      <div className={parts.num}>{from}</div>
      <span className={css.ramp} style={{ background: gradientOf(map) }} aria-hidden="true" />
      <div className={parts.num}>{to}</div>
    </div>
  );
}
