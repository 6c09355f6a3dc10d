import { cueTime } from "./clock.ts";

/** A stretch of speech; an open end (`null`) means that the sound stops in mid-sentence. */
export interface Cue {
  readonly text: string;
  readonly timestamp: readonly [start: number, end: number | null];
}

/** Without a known end a cue stays for this long, in seconds. */
const openCue = 2;

/** What two lines of a subtitle hold, in characters, and how long a pause parts two, in seconds. */
const longest = 70;
const pause = 1;

/** Words as cues that can be read: up to the end of a sentence, a pause, or as many as two lines hold. */
export function cuesOfWords(text: string, words: readonly Cue[]): readonly Cue[] {
  const cues: Cue[] = [];
  for (const { before, cue } of inText(text, words).parts) {
    const last = cues.at(-1);
    const joined = last ? `${last.text}${before}${cue.text.trim()}` : "";
    const [start, end] = cue.timestamp;
    const goesOn = last && joined.length <= longest && start - (last.timestamp[1] ?? start) < pause;
    if (!last || !goesOn || /[.!?。！？…]$/u.test(last.text)) cues.push({ ...cue, text: cue.text.trim() });
    else cues[cues.length - 1] = { text: joined, timestamp: [last.timestamp[0], end] };
  }
  return cues;
}

/** Each word with what stands in front of it in the text, and what stands behind the last. */
export function inText(text: string, words: readonly Cue[]) {
  let from = 0;
  const parts = words.map((cue) => {
    const word = cue.text.trim();
    const found = text.indexOf(word, from);
    const before = found < 0 ? " " : text.slice(from, found);
    if (found >= 0) from = found + word.length;
    return { before, word, cue };
  });
  return { parts, rest: text.slice(from) };
}

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
