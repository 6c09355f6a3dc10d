/** The same rising tone under noise as in scripts/golden/make.py, 16 kHz. */
export function noisyTone(seconds: number): Float32Array {
  return Float32Array.from({ length: Math.floor(16_000 * seconds) }, (_, index) => {
    const time = index / 16_000;
    const tone = 0.5 * Math.sin(2 * Math.PI * (220 + 90 * time) * time) + 0.2 * Math.sin(2 * Math.PI * 1760 * time);
    const wild = Math.sin(index * 12.9898) * 43758.5453;
    return Math.fround(tone) + 0.2 * (wild - Math.floor(wild));
  });
}
