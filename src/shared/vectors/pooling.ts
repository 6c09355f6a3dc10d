export type Pooling = "mean" | "cls" | "last";

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
  pooling: Pooling,
): Float32Array {
  const pooled = new Float32Array(batch * width);
  for (let item = 0; item < batch; item++) {
    const into = pooled.subarray(item * width, (item + 1) * width);
    const real = mask.subarray(item * tokens, (item + 1) * tokens);
    const start = item * tokens * width;
    if (pooling === "mean") mean(hidden.subarray(start, start + tokens * width), real, into);
    else {
      const token = pooling === "cls" ? real.indexOf(1) : real.lastIndexOf(1);
      into.set(hidden.subarray(start + token * width, start + (token + 1) * width));
    }
  }
  return pooled;
}

function mean(hidden: Float32Array, mask: Uint8Array, into: Float32Array): void {
  const width = into.length;
  const sums = new Float64Array(width);
  let count = 0;
  for (let token = 0; token < mask.length; token++) {
    if (mask[token] === 0) continue;
    count += 1;
    for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + (hidden[token * width + i] ?? 0);
  }
  // sentence-transformers divides by at least 1e-9, so that an empty text gives zeros.
  for (let i = 0; i < width; i++) into[i] = (sums[i] ?? 0) / Math.max(count, 1e-9);
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
