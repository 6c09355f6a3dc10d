/**
 * The power spectrum of real signals of one length, by the mixed-radix Cooley-Tukey transform: speech models use 400
 * points, which the power-of-two transforms of the kept libraries do not take.
 * @param round of each part of each complex number
 * @returns a function from `size` samples to `size / 2 + 1` squared magnitudes
 */
export function createPowerSpectrum(
  size: number,
  round = (part: number) => part,
): (samples: Float64Array, power: Float64Array) => void {
  const cos = Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const scratchRe = new Float64Array(size);
  const scratchIm = new Float64Array(size);

  /** Transforms `length` samples, `stride` apart from `from`, into `re` and `im` at `to`. */
  function transform(samples: Float64Array, from: number, stride: number, length: number, to: number): void {
    if (length === 1) {
      re[to] = samples[from] ?? 0;
      im[to] = 0;
      return;
    }
    const radix = smallestFactor(length);
    const part = length / radix;
    for (let branch = 0; branch < radix; branch++) {
      transform(samples, from + branch * stride, stride * radix, part, to + branch * part);
    }
    const turn = size / length;
    for (let k = 0; k < length; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let branch = 0; branch < radix; branch++) {
        const place = to + branch * part + (k % part);
        const angle = (branch * k * turn) % size;
        const c = cos[angle] ?? 0;
        const s = sin[angle] ?? 0;
        const a = re[place] ?? 0;
        const b = im[place] ?? 0;
        sumRe += a * c - b * s;
        sumIm += a * s + b * c;
      }
      scratchRe[to + k] = sumRe;
      scratchIm[to + k] = sumIm;
    }
    re.set(scratchRe.subarray(to, to + length), to);
    im.set(scratchIm.subarray(to, to + length), to);
  }

  return (samples, power) => {
    transform(samples, 0, 1, size, 0);
    for (let bin = 0; bin <= size / 2; bin++) power[bin] = round(re[bin] ?? 0) ** 2 + round(im[bin] ?? 0) ** 2;
  };
}

function smallestFactor(length: number): number {
  for (let factor = 2; factor * factor <= length; factor++) if (length % factor === 0) return factor;
  return length;
}
