import type { Size } from "../../shared/image/size.ts";

/** What lies behind a cut-out. */
export type Backdrop =
  /** Nothing: a checkerboard stands for it. */
  | { readonly kind: "checker" }
  /** `#rrggbb` */
  | { readonly kind: "colour"; readonly colour: string }
  /** The file's own address, and its pixels; nothing until one was chosen. */
  | { readonly kind: "picture"; readonly picture?: BackdropPicture };

export interface BackdropPicture {
  readonly url: string;
  readonly bitmap: ImageBitmap;
}

/** Opaque RGBA for the rows from `first` up to, and without, `last`. */
export type Ground = (first: number, last: number) => Uint8ClampedArray;

/** @returns nothing where nothing lies behind */
export function findGround(backdrop: Backdrop, size: Size): Ground | undefined {
  if (backdrop.kind === "colour") return plainGround(backdrop.colour, size);
  const bitmap = backdrop.kind === "picture" ? backdrop.picture?.bitmap : undefined;
  return bitmap && pictureGround(bitmap, size);
}

function plainGround(colour: string, { width }: Size): Ground {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return (first, last) => {
    const rows = new Uint8ClampedArray((last - first) * width * 4).fill(255);
    for (let at = 0; at < rows.length; at += 4) rows.set([red, green, blue], at);
    return rows;
  };
}

/** Scaled by the browser, strip by strip: the whole would be a second photo in memory. */
function pictureGround(bitmap: ImageBitmap, size: Size): Ground {
  const { left, top, width, height } = coverOf(bitmap, size);
  return (first, last) => {
    const context = new OffscreenCanvas(size.width, last - first).getContext("2d");
    if (!context) throw new TypeError("The browser gives no canvas.");
    context.imageSmoothingQuality = "high";
    const scale = size.width / width;
    const [fromTop, rows] = [top + first / scale, (last - first) / scale];
    context.drawImage(
      bitmap,
      left,
      fromTop,
      width,
      Math.min(rows, top + height - fromTop),
      0,
      0,
      size.width,
      last - first,
    );
    return context.getImageData(0, 0, size.width, last - first).data;
  };
}

/** The middle part of a picture that fills another size, as `object-fit: cover` has it. */
export function coverOf(picture: Size, target: Size): Size & Readonly<Record<"left" | "top", number>> {
  const scale = Math.max(target.width / picture.width, target.height / picture.height);
  const [width, height] = [target.width / scale, target.height / scale];
  return { left: (picture.width - width) / 2, top: (picture.height - height) / 2, width, height };
}

/** Straight alpha over an opaque ground, row by row. */
export function laidOn(cut: Uint8ClampedArray, ground: Uint8ClampedArray): Uint8ClampedArray {
  const rows = new Uint8ClampedArray(cut.length);
  for (let at = 0; at < cut.length; at += 4) {
    const share = (cut[at + 3] ?? 0) / 255;
    for (let channel = at; channel < at + 3; channel++) {
      rows[channel] = (cut[channel] ?? 0) * share + (ground[channel] ?? 0) * (1 - share);
    }
    rows[at + 3] = 255;
  }
  return rows;
}
