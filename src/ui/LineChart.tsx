import { useState } from "react";
import css from "./LineChart.module.css";
import { decimalText } from "./number.ts";
import parts from "./parts.module.css";
import table from "./table.module.css";
import { nearestTicks } from "./ticks.ts";
import type { Speaking } from "./words.ts";

export interface LineSeries {
  readonly label: string;
  /** Of the theme's series, 1 to 6. */
  readonly tone: number;
  readonly points: readonly LinePoint[];
}

export interface LinePoint {
  readonly x: number;
  readonly y: number;
}

interface LineChartProps extends Speaking {
  readonly label: string;
  readonly xLabel: string;
  readonly series: readonly LineSeries[];
  /** The horizontal axis reaches at least so far. */
  readonly xEnd: number;
  /** The vertical axis holds at least these. */
  readonly yRange?: readonly [number, number];
  readonly digits: number;
}

const [width, height] = [600, 220];
const margin = { left: 44, right: 10, top: 10, bottom: 24 } as const;
/** More points than there are pixels say nothing more. */
const mostDrawn = 400;
const mostRows = 60;

/** Lines over a common axis, with their numbers as a table. */
export function LineChart({ label, xLabel, series, xEnd, yRange, digits, t, locale }: LineChartProps) {
  const [isOpen, setIsOpen] = useState(false);
  const all = series.flatMap(({ points }) => points);
  const low = Math.min(...(yRange ?? []), ...all.map(({ y }) => y));
  const high = Math.max(...(yRange ?? []), ...all.map(({ y }) => y));
  const ticks = nearestTicks(Number.isFinite(low) ? low : 0, Number.isFinite(high) ? high : 1);
  const [bottom = 0, top = 1] = [ticks[0], ticks.at(-1)];
  const tickDigits = Math.max(...ticks.map((tick) => String(tick).split(".")[1]?.length ?? 0));
  const end = Math.max(xEnd, 1, ...all.map(({ x }) => x));
  const toX = (x: number) => margin.left + (x / end) * (width - margin.left - margin.right);
  const toY = (y: number) =>
    height - margin.bottom - ((y - bottom) / (top - bottom)) * (height - margin.top - margin.bottom);
  const steps = [...new Set(all.map(({ x }) => x))].sort((a, b) => a - b);

  return (
    <figure className={css.figure}>
      <figcaption className={css.legend}>
        <span>{label}</span>
        {series.map(({ label: name, tone, points }) => (
          <span key={name} style={{ color: `var(--s${tone})` }}>
            <i aria-hidden="true" className={css.key} />
            {name}
            {points.length > 0 && <b className={parts.num}> {decimalText(points.at(-1)?.y ?? 0, locale, digits)}</b>}
          </span>
        ))}
      </figcaption>
      <svg aria-label={label} className={css.chart} role="img" viewBox={`0 0 ${width} ${height}`}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={css.grid} x1={margin.left} x2={width - margin.right} y1={toY(tick)} y2={toY(tick)} />
            <text className={css.tick} textAnchor="end" x={margin.left - 6} y={toY(tick) + 4}>
              {decimalText(tick, locale, tickDigits)}
            </text>
          </g>
        ))}
        {[0, end].map((x) => (
          <text className={css.tick} key={x} textAnchor={x === 0 ? "start" : "end"} x={toX(x)} y={height - 6}>
            {x === 0 ? "0" : `${decimalText(x, locale, 0)} ${xLabel}`}
          </text>
        ))}
        {series.map(({ label: name, tone, points }) => (
          <g key={name} style={{ color: `var(--s${tone})` }}>
            <polyline
              className={css.line}
              points={thinned(points, mostDrawn)
                .map(({ x, y }) => `${toX(x).toFixed(1)},${toY(y).toFixed(1)}`)
                .join(" ")}
            />
            {points.length < mostRows &&
              points.map(({ x, y }) => <circle cx={toX(x)} cy={toY(y)} fill="currentColor" key={x} r={2.5} />)}
          </g>
        ))}
      </svg>
      <details className={parts.details} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{t("ui.table-show")}</summary>
        {isOpen && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          <section aria-label={label} className={parts.scroll} tabIndex={0}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{xLabel}</th>
                  {series.map(({ label: name }) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {thinned(steps, mostRows).map((step) => (
                  <tr key={step}>
                    <th scope="row">{decimalText(step, locale, 0)}</th>
                    {series.map(({ label: name, points }) => {
                      const point = points.find(({ x }) => x === step);
                      return <td key={name}>{point && decimalText(point.y, locale, digits)}</td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </details>
    </figure>
  );
}

/** The last one always stays. */
function thinned<T>(values: readonly T[], most: number): readonly T[] {
  const every = Math.ceil(values.length / most);
  return values.filter((_, index) => (values.length - 1 - index) % every === 0);
}
