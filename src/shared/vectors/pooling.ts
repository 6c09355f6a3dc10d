export type Pooling = "mean" | "cls" | "last";
/** Those that a reader can choose, and the rarer ones of sentence-transformers that a checkpoint may name. */
export type TrainedPooling = Pooling | "max" | "mean_sqrt_len" | "weightedmean";

/**
 * One vector for a text from its tokens' vectors.
 * @param hidden [batch, tokens, width], row-major
 * @param mask 1 for real tokens, 0 for padding, [batch, tokens]
 * @returns [batch, width]
 */
export function pool(
  hidden: Float32Array,
  mask: Uint8Array,
  [batch, tokens, width]: readonly [number, number, number],
  pooling: TrainedPooling,
): Float32Array {
  const pooled = new Float32Array(batch * width);
  for (let item = 0; item < batch; item++) {
    const into = pooled.subarray(item * width, (item + 1) * width);
    const real = mask.subarray(item * tokens, (item + 1) * tokens);
    const start = item * tokens * width;
    const own = hidden.subarray(start, start + tokens * width);
    if (pooling === "max") largest(own, real, into);
    else if (pooling !== "cls" && pooling !== "last") mean(own, real, into, pooling);
    else {
      const token = pooling === "cls" ? real.indexOf(1) : real.lastIndexOf(1);
      into.set(hidden.subarray(start + token * width, start + (token + 1) * width));
    }
  }
  return pooled;
}

type Mean = Exclude<TrainedPooling, "cls" | "last" | "max">;

function mean(hidden: Float32Array, mask: Uint8Array, into: Float32Array, kind: Mean): void {
  const width = into.length;
  const sums = new Float64Array(width);
  let total = 0;
  for (let token = 0; token < mask.length; token++) {
    if (mask[token] === 0) continue;
    // Later tokens of a decoder have read more.
    const weight = kind === "weightedmean" ? token + 1 : 1;
    total += weight;
    for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + weight * (hidden[token * width + i] ?? 0);
  }
  // sentence-transformers divides by at least 1e-9, so that an empty text gives zeros.
  const least = Math.max(total, 1e-9);
  const divisor = kind === "mean_sqrt_len" ? Math.sqrt(least) : least;
  for (let i = 0; i < width; i++) into[i] = (sums[i] ?? 0) / divisor;
}

function largest(hidden: Float32Array, mask: Uint8Array, into: Float32Array): void {
  // What sentence-transformers puts in the place of padding.
  into.fill(-1e9);
  for (let token = 0; token < mask.length; token++) {
    if (mask[token] === 0) continue;
    for (let i = 0; i < into.length; i++) into[i] = Math.max(into[i] ?? 0, hidden[token * into.length + i] ?? 0);
  }
}

/** Which tokens are there, and which of them count. The first token counts for itself, whatever is passed over. */
export interface PoolingMasks {
  readonly real: Uint8Array;
  readonly counted: Uint8Array;
}

/**
 * Several poolings side by side, in their order: what sentence-transformers makes of a text where more than one is named.
 * @returns [batch, width * poolings]
 */
export function poolAll(
  hidden: Float32Array,
  { real, counted }: PoolingMasks,
  dims: readonly [number, number, number],
  poolings: readonly TrainedPooling[],
): Float32Array {
  const [batch, , width] = dims;
  const rows = new Float32Array(batch * width * poolings.length);
  for (const [place, pooling] of poolings.entries()) {
    const pooled = pool(hidden, pooling === "cls" ? real : counted, dims, pooling);
    for (let item = 0; item < batch; item++) {
      rows.set(pooled.subarray(item * width, (item + 1) * width), (item * poolings.length + place) * width);
    }
  }
  return rows;
}

/** Scales each row to length 1, in place; as `torch.nn.functional.normalize` with its eps of 1e-12. */
export function normalizeRows(data: Float32Array, width: number): void {
  for (let start = 0; start < data.length; start += width) {
    const row = data.subarray(start, start + width);
    const length = Math.max(Math.sqrt(dot(row, row)), 1e-12);
    for (let i = 0; i < width; i++) row[i] = (row[i] ?? 0) / length;
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

export function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / Math.max(Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b)), 1e-12);
}
