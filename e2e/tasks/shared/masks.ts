import * as v from "valibot";
import { decodeGrey } from "../../support/png.ts";

/** A mask as docs/contract.md has it. */
export const MaskUrl = v.pipe(v.string(), v.startsWith("data:image/png;base64,"));

/** Where two masks differ, as a share of what either has. */
export function apart(ours: string, theirs: string): number {
  const [one, other] = [ours, theirs].map((url) => decodeGrey(Buffer.from(url.slice(url.indexOf(",") + 1), "base64")));
  if (!one || !other || one.width !== other.width || one.height !== other.height) return 1;
  let both = 0;
  let either = 0;
  one.data.forEach((value, pixel) => {
    if (value !== 0 && value !== 255) either = Number.POSITIVE_INFINITY;
    const isThere = other.data[pixel] === 255;
    if (value === 255 && isThere) both++;
    if (value === 255 || isThere) either++;
  });
  return either === 0 ? 0 : 1 - both / either;
}
