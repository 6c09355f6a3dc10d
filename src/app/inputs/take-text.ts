import { readText, type TextFile } from "./file.ts";
import type { OnNotice } from "./notice.ts";
import { useTake } from "./take.ts";

interface TakeTextSettings {
  /** A file's text in place of what is there. */
  readonly onFile: (file: TextFile) => void;
  readonly onNotice: OnNotice;
  readonly onReading: (isReading: boolean) => void;
}

/** As `useTake`, for an editor that takes the text of a file. */
export function useTakeText({ onFile, onNotice, onReading }: TakeTextSettings) {
  return useTake({
    takes: "text",
    read: readText,
    onRead: ([file]) => onFile(file),
    onNotice,
    onReading,
    fallback: "text-unreadable",
  });
}
