import type { Sound } from "../../../shared/media.ts";

/** A tone that swells and fades, at 16 kHz. */
export function sampleSound(seconds: number): Sound {
  const samples = Float32Array.from({ length: seconds * 16_000 }, (_, at) => {
    const swell = Math.sin((Math.PI * at) / (seconds * 16_000));
    return 0.6 * swell * Math.sin((2 * Math.PI * 440 * at) / 16_000);
  });
  return { samples, samplingRate: 16_000 };
}
