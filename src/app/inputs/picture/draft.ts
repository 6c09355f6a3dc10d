import type { Pixels } from "../../../shared/media.ts";

/** A picture being edited: what it was made from is kept, so that nothing dropped is ever lost. */
export interface ImageDraft {
  readonly pixels: Pixels;
  readonly name: string;
  /** Of the file as dropped, for showing it; owned by whoever made the draft. */
  readonly file: Blob;
  /** Of a file that moves. */
  readonly isFirstFrame?: true;
}

/** Formats of pictures that every browser reads, for the file dialog. */
export const acceptedPictures = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/bmp,image/svg+xml";

/** Decodes a file; the decoder comes with the first one. @throws InputError */
export async function readPicture(file: Blob, name: string): Promise<ImageDraft> {
  const { decodeImage } = await import("./decode.ts");
  return decodeImage(file, name);
}
