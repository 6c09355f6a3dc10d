/**
 * Sums as NumPy and PyTorch round them: in float32, each in its own order. Where a deviation is next to nothing, as of
 * silence or of a steady tone, what a mean is off by in its last bit is all that is left once it is divided.
 */
export type Float32Sum = (values: Float32Array) => number;

const lanes = 8;
const { fround } = Math;

/** `np.add.reduce` of contiguous numbers: eight sums side by side over at most 128 of them, and halves of more. */
export const pairwiseSum: Float32Sum = (values) => {
  const { length } = values;
  if (length > 128) {
    const half = Math.floor(length / 2 / lanes) * lanes;
    return fround(pairwiseSum(values.subarray(0, half)) + pairwiseSum(values.subarray(half)));
  }
  const whole = Math.floor(length / lanes) * lanes;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = inLanes(values.subarray(0, whole), lanes);
  const first = fround(fround(fround(a + b) + fround(c + d)) + fround(fround(e + f) + fround(g + h)));
  return inOrder(values.subarray(whole), first);
};

/**
 * `torch.sum` over contiguous numbers on a processor of eight lanes, which PyTorch's kernel takes for all of x64: every
 * fourth vector in a sum of its own, these by steps (`cascade_sum`), then the lanes one after the other.
 */
export const cascadeSum: Float32Sum = (values) => {
  const vectors = Math.floor(values.length / lanes);
  const wide = 4 * lanes;
  const whole = Math.floor(vectors / 4) * wide;
  const sums = inSteps(values.subarray(0, whole), wide);
  const first = sums.subarray(0, lanes);
  addTo(first, values.subarray(whole, vectors * lanes));
  addTo(first, sums.subarray(lanes));
  return inOrder(first, inOrder(values.subarray(vectors * lanes)));
};

const levels = 4;

/** `multi_row_sum`: rows of `width` numbers, summed 16 or more at a time, and these sums again. */
function inSteps(values: Float32Array, width: number): Float32Array {
  const rows = values.length / width;
  const power = Math.max(4, Math.floor(Math.ceil(Math.log2(Math.max(1, rows))) / levels));
  const step = 1 << power;
  const sums = Array.from({ length: levels }, () => new Float32Array(width));
  const [lowest = new Float32Array(width), ...higher] = sums;
  let row = 0;
  while (row + step <= rows) {
    addTo(lowest, values.subarray(row * width, (row + step) * width));
    row += step;
    for (const [level, sum] of higher.entries()) {
      const below = sums[level] ?? lowest;
      addTo(sum, below);
      below.fill(0);
      if ((row & ((step - 1) << ((level + 1) * power))) !== 0) break;
    }
  }
  addTo(lowest, values.subarray(row * width));
  for (const sum of higher) addTo(lowest, sum);
  return lowest;
}

function inLanes(values: Float32Array, width: number): Float32Array {
  const sums = new Float32Array(width);
  addTo(sums, values);
  return sums;
}

/** Adds row after row, each as long as `sums`. */
function addTo(sums: Float32Array, values: Float32Array): void {
  for (const [place, value] of values.entries()) {
    const lane = place % sums.length;
    sums[lane] = (sums[lane] ?? 0) + value;
  }
}

function inOrder(values: Float32Array, first = 0): number {
  return values.reduce((sum, value) => fround(sum + value), first);
}
