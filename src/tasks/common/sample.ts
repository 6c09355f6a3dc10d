import type { Matrix, Pixels, Sound } from "../../shared/media.ts";

/** A picture for fixtures: a gradient with a disc. @param alpha of what lies outside of the disc */
export function samplePicture(width: number, height: number, alpha = 255): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInside = Math.hypot(x - width / 2, y - height / 2) < Math.min(width, height) / 3;
      data.set(
        [(255 * x) / width, (255 * y) / height, isInside ? 60 : 180, isInside ? 255 : alpha],
        (y * width + x) * 4,
      );
    }
  }
  return { data, width, height };
}

/** A tone that swells and fades, at 16 kHz. */
export function sampleSound(seconds: number): Sound {
  const samples = Float32Array.from({ length: seconds * 16_000 }, (_, at) => {
    const swell = Math.sin((Math.PI * at) / (seconds * 16_000));
    return 0.6 * swell * Math.sin((2 * Math.PI * 440 * at) / 16_000);
  });
  return { samples, samplingRate: 16_000 };
}

/** Rows of unit length. */
export function sampleMatrix(rows: number, columns: number): Matrix {
  const data = new Float32Array(rows * columns);
  for (let at = 0; at < data.length; at++) data[at] = Math.sin(at * 12.9898) / Math.sqrt(columns / 2);
  return { data, rows, columns };
}
