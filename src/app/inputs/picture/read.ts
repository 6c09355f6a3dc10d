import type { ImageDraft } from "./draft.ts";

/** Decodes a file; the decoder comes with the first one. @throws InputError */
export async function readPicture(file: Blob, name: string): Promise<ImageDraft> {
  const { decodeImage } = await import("./decode.ts");
  return decodeImage(file, name);
}
