import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import type { FloatTensor } from "../../../../shared/tensor.ts";

/** Something that was made of a picture, kept until another picture comes. */
interface PerPicture<T> {
  /** What is kept where this is the same picture, else what `make` gives for it. */
  of(picture: PreparedImage, make: () => T | Promise<T>): Promise<T>;
  drop(): void;
}

/**
 * Pictures are told apart by what the model would be fed: a megabyte or two, where a photo may have two hundred.
 * @param giveBack for what goes
 */
export function createPerPicture<T>(giveBack: (kept: T) => void = () => {}): PerPicture<T> {
  let last: { readonly pixels: FloatTensor; readonly kept: T } | undefined;

  function drop(): void {
    if (last) giveBack(last.kept);
    last = undefined;
  }

  return {
    async of({ pixelValues }, make) {
      if (last && isSame(last.pixels, pixelValues)) return last.kept;
      drop();
      const kept = await make();
      last = { pixels: pixelValues, kept };
      return kept;
    },
    drop,
  };
}

function isSame(a: FloatTensor, b: FloatTensor): boolean {
  if (a.data.length !== b.data.length || !a.dims.every((side, axis) => side === b.dims[axis])) return false;
  return a.data.every((value, place) => value === b.data[place]);
}
