import type { DecodedText } from "./encoding.ts";
import { InputError } from "./notice.ts";

export type FileKind = "text" | "image" | "audio" | "other";

const endings: ReadonlyMap<string, FileKind> = new Map<string, FileKind>([
  ...["txt", "csv", "tsv", "md", "json", "jsonl", "srt", "vtt"].map((ending) => [ending, "text"] as const),
  ...["jpg", "jpeg", "png", "webp", "gif", "avif", "bmp", "svg", "heic", "heif"].map(
    (ending) => [ending, "image"] as const,
  ),
  ...["wav", "mp3", "ogg", "oga", "opus", "flac", "m4a", "aac", "webm", "mp4"].map(
    (ending) => [ending, "audio"] as const,
  ),
]);

/** What a file says that it is, by its type or, where the system knows none, by its ending. A film counts as its sound. */
export function kindOf({ type, name }: Pick<File, "type" | "name">): FileKind {
  if (type.startsWith("text/") || type === "application/json") return "text";
  if (type.startsWith("image/")) return "image";
  if (type.startsWith("audio/") || type.startsWith("video/")) return "audio";
  return endings.get(name.toLowerCase().split(".").at(-1) ?? "") ?? "other";
}

/** Whether a sound's file has pictures too, where the system tells. */
export function isFilm({ type, name }: Pick<File, "type" | "name">): boolean {
  return type.startsWith("video/") || (type === "" && /\.(?:mp4|webm)$/i.test(name));
}

/** Texts that a file dialog offers. */
export const acceptedTexts = "text/*,application/json,.txt,.csv,.tsv,.md,.json,.jsonl,.srt,.vtt";

/** A text, and the bytes that it was read from. */
export interface TextFile extends DecodedText {
  readonly bytes: Uint8Array;
}

/** @throws InputError `text-unreadable` where the bytes are no text */
export async function readText(blob: Blob): Promise<TextFile> {
  // Telling encodings apart takes tables that no page needs before the first file.
  const [buffer, { decodeText }] = await Promise.all([blob.arrayBuffer(), import("./decode.ts")]);
  const bytes = new Uint8Array(buffer);
  const found = decodeText(bytes);
  if (!found) throw new InputError("text-unreadable");
  return { ...found, bytes };
}
