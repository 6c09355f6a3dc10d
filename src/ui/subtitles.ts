import { cueTime } from "./clock.ts";

/** A stretch of speech; an open end (`null`) means that the sound stops in mid-sentence. */
export interface Cue {
  readonly text: string;
  readonly timestamp: readonly [start: number, end: number | null];
}

/** Without a known end a cue stays for this long, in seconds. */
const openCue = 2;

interface Closed {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Cues with something in them, each with an end that is not before its start. A blank line would end a cue early. */
function closed(cues: readonly Cue[], duration: number | undefined): readonly Closed[] {
  return cues.flatMap(({ text, timestamp: [start, end] }, index) => {
    const words = text.trim().replace(/\s*\n\s*/g, "\n");
    if (words === "") return [];
    const until = end ?? cues[index + 1]?.timestamp[0] ?? duration ?? start + openCue;
    return [{ text: words, start, end: Math.max(start, until) }];
  });
}

export function toSrt(cues: readonly Cue[], duration?: number): string {
  return closed(cues, duration)
    .map(({ text, start, end }, index) => `${index + 1}\n${cueTime(start, ",")} --> ${cueTime(end, ",")}\n${text}\n`)
    .join("\n");
}

/** WebVTT reads `<` and `&` as markup and `-->` as a time line. */
function vttText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function toVtt(cues: readonly Cue[], duration?: number): string {
  const blocks = closed(cues, duration).map(
    ({ text, start, end }) => `${cueTime(start, ".")} --> ${cueTime(end, ".")}\n${vttText(text)}\n`,
  );
  return ["WEBVTT\n", ...blocks].join("\n");
}
