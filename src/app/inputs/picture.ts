import type { ImageDraft } from "./draft.ts";

/** Decodes a file; the decoder comes with the first one. @throws InputError */
export async function readPicture(file: File): Promise<ImageDraft> {
  const { decodeImage } = await import("./decode.ts");
  return decodeImage(file, file.name);
}
