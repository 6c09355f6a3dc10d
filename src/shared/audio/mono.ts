const { fround } = Math;
const half = Math.SQRT1_2;

/**
 * What each channel adds to mono, by how many there are: front left and right, centre, low frequencies (nothing), and
 * those behind. FFmpeg's, which gives nothing of the third of three, since it takes that for the low frequencies.
 */
const shares: readonly (readonly number[])[] = [
  [1],
  [half, half],
  [half, half, 0],
  [half, half, 1, 0.5],
  [half, half, 1, 0.5, 0.5],
  [half, half, 1, 0, 0.5, 0.5],
  [half, half, 1, 0, 0.5, 0.5, 0.5],
  [half, half, 1, 0, 0.5, 0.5, 0.5, 0.5],
];

/** Mono as FFmpeg mixes it, through which Python's pipelines read files; the mean of more channels than any layout has. */
export function toMono(channels: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const known = shares[channels.length - 1];
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (const [place, channel] of channels.entries()) {
    // In float32 throughout, as FFmpeg.
    const share = fround(known?.[place] ?? 1 / channels.length);
    for (let index = 0; index < mono.length; index++) {
      mono[index] = (mono[index] ?? 0) + fround((channel[index] ?? 0) * share);
    }
  }
  return mono;
}
