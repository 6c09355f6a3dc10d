import type { Pixels } from "../../../../shared/media.ts";
import type { FloatTensor } from "../../../../shared/tensor.ts";

/** What was made of the last picture, for the next question about it. */
interface Kept<Sign, T> {
  /** @returns what was made of this picture the last time, else what `make` gives, which takes its place */
  of(sign: Sign, make: () => T | Promise<T>): Promise<T>;
  drop(): void;
}

/**
 * @param isSame whether two signs are of one picture: `markOf` before it is prepared, `isSameTensor` after
 * @param giveBack for what goes
 */
export function createKept<Sign, T>(
  isSame: (a: Sign, b: Sign) => boolean,
  giveBack: (made: T) => void = () => {},
): Kept<Sign, T> {
  let last: { readonly sign: Sign; readonly made: T } | undefined;

  function drop(): void {
    if (last) giveBack(last.made);
    last = undefined;
  }

  return {
    async of(sign, make) {
      if (last && isSame(last.sign, sign)) return last.made;
      drop();
      const made = await make();
      last = { sign, made };
      return made;
    },
    drop,
  };
}

/** Tells pictures apart by what the model would be fed: a megabyte or two, where a photo may have two hundred. */
export function isSameTensor(a: FloatTensor, b: FloatTensor): boolean {
  if (a.data.length !== b.data.length || !a.dims.every((side, axis) => side === b.dims[axis])) return false;
  return a.data.every((value, place) => value === b.data[place]);
}

/** 64 bits over all pixels: each run hands over a copy, and another copy to compare it with would be 48 MB for 12 MP. */
export function markOf({ data, width, height }: Pixels): string {
  const isAligned = data.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset } = isAligned ? data : data.slice();
  const words = new Uint32Array(buffer, byteOffset, width * height);
  let a = width;
  let b = height;
  // The steps of MurmurHash3 with two sets of its constants.
  for (const word of words) {
    a = Math.imul(turned(a ^ Math.imul(word, 0xcc9e2d51), 13), 5) + 0x6b64;
    b = Math.imul(turned(b ^ Math.imul(word, 0x1b873593), 19), 5) + 0x561c;
  }
  return `${width}x${height} ${a >>> 0} ${b >>> 0}`;
}

function turned(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}
