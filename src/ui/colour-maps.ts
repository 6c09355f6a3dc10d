import type { Pixels } from "../shared/media.ts";

type Colour = readonly [red: number, green: number, blue: number];

/**
 * Even in lightness and told apart by the colour-blind. Ten steps of Matplotlib's maps (CC0), straight between them;
 * cividis is made for those who do not see red and green.
 */
const steps = {
  viridis: "440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725",
  cividis: "00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838",
  magma: "000004 180f3d 440f76 721f81 9e2f7f cd4071 f1605d fd9668 feca8d fcfdbf",
  grey: "000000 ffffff",
} as const;

export type ColourMap = keyof typeof steps;
export const colourMaps: readonly ColourMap[] = ["viridis", "cividis", "magma", "grey"];

/** 256 colours, red, green and blue of each. */
export type Palette = Uint8ClampedArray;

const colourOf = (hex: string): Colour => {
  const value = Number.parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
};

/** @param isReversed begins with the lightest */
export function paletteOf(map: ColourMap, isReversed = false): Palette {
  const colours = steps[map].split(" ").map(colourOf);
  const palette = new Uint8ClampedArray(256 * 3);
  for (let level = 0; level < 256; level++) {
    const place = ((isReversed ? 255 - level : level) / 255) * (colours.length - 1);
    const [before = [0, 0, 0], after = before] = colours.slice(Math.floor(place));
    const share = place - Math.floor(place);
    palette.set(
      before.map((value, channel) => value + share * ((after[channel] ?? value) - value)),
      level * 3,
    );
  }
  return palette;
}

/** A legend's colours, for CSS. */
export function gradientOf(map: ColourMap): string {
  return `linear-gradient(to right, ${steps[map]
    .split(" ")
    .map((hex) => `#${hex}`)
    .join(", ")})`;
}

interface Levels {
  readonly levels: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/**
 * Levels as colours.
 * @param longest side of what is painted, in pixels; larger maps are thinned out
 */
export function painted({ levels, width, height }: Levels, palette: Palette, longest: number): Pixels {
  const scale = Math.min(1, longest / Math.max(width, height));
  const [columns, rows] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const data = new Uint8ClampedArray(columns * rows * 4);
  let at = 0;
  for (let y = 0; y < rows; y++) {
    const row = Math.floor(((y + 0.5) * height) / rows) * width;
    for (let x = 0; x < columns; x++) {
      const level = (levels[row + Math.floor(((x + 0.5) * width) / columns)] ?? 0) * 3;
      data[at++] = palette[level] ?? 0;
      data[at++] = palette[level + 1] ?? 0;
      data[at++] = palette[level + 2] ?? 0;
      data[at++] = 255;
    }
  }
  return { data, width: columns, height: rows };
}
