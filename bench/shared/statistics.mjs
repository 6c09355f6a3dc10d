/** @param {readonly number[]} values @param {number} part of the way from the least to the most, 0 to 1 */
function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);

/** Lower quartile, median, upper quartile. @param {readonly number[]} values */
export const quartiles = (values) => [0.25, 0.5, 0.75].map((part) => quantile(values, part));
