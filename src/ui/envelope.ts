/** Highest magnitude in each of `count` equal stretches, scaled so that the loudest is 1 (silence stays 0). */
export function envelopeOf(samples: Float32Array, count: number): Float32Array {
  const stretches = Math.min(count, samples.length);
  const peaks = new Float32Array(stretches);
  let loudest = 0;
  for (let index = 0; index < stretches; index++) {
    const from = Math.floor((index / stretches) * samples.length);
    const to = Math.floor(((index + 1) / stretches) * samples.length);
    let peak = 0;
    for (let at = from; at < to; at++) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    peaks[index] = peak;
    loudest = Math.max(loudest, peak);
  }
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest);
}
