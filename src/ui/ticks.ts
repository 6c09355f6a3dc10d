/** Parts of a power of ten that a step between two marks may be. */
const steps = [0.2, 0.5, 1, 2] as const;
/** Between so many marks at most. */
const mostSteps = 5;

/** Round numbers that lie apart alike and reach from below `low` to above `high`: two to seven of them. */
export function nearestTicks(low: number, high: number): readonly number[] {
  const range = high > low ? high - low : Math.max(Math.abs(high), 1);
  const power = 10 ** Math.floor(Math.log10(range));
  const step = (steps.find((part) => range / (part * power) <= mostSteps) ?? 2) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  // Sums of tenths are not quite tenths.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
