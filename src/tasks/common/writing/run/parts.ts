import { Stopped } from "../../../../shared/errors.ts";
import { createSlices } from "../../../../shared/pause.ts";
import { isSurelyLonger, packed, type Stretch, sentencesIn } from "../../../../shared/text/sentences.ts";
import type { RunContext } from "../../../run.ts";
import type { Seq2Seq } from "./seq2seq.ts";

/** A part that is ready to be read. */
export interface SourcePart extends Stretch {
  readonly ids: readonly number[];
  /** Tokens that were left out. */
  readonly dropped: number;
}

/** Turns text into ids, special tokens in place; a limit cuts the text. */
export type Read = (text: string, maxLength?: number) => { readonly ids: readonly number[]; readonly dropped: number };

export type Partition = "whole" | "windows" | "sentences";

/** Is told how many characters more were looked at. @throws Stopped */
export type Taken = (characters: number) => Promise<void>;

/** Longest time in which no stop is seen and no progress is told. */
const sliceMs = 60;
/** Sentences are found, put together and cut into tokens. */
const rounds = 3;
/** Of a run; what is left is for writing. */
const cuttingShare = 0.1;

/** Cutting a long text takes seconds: it tells how far it is, as the beginning of the whole run, and sees a stop. */
export function createTaken(
  lines: readonly string[],
  { signal, progress }: Pick<RunContext<never>, "signal" | "progress">,
): Taken {
  const total = rounds * lines.reduce((sum, { length }) => sum + length, 0);
  const slice = createSlices(sliceMs);
  let done = 0;
  return async (characters) => {
    done += characters;
    if (!(await slice())) return;
    if (signal.aborted) throw new Stopped();
    progress(cuttingShare * Math.min(done, total), total);
  };
}

/** What is left of a run after its texts were cut. */
export function tellWritten(done: number, total: number, { progress }: Pick<RunContext<never>, "progress">): void {
  progress(cuttingShare * total + (1 - cuttingShare) * done, total);
}

/**
 * Cuts a text into what the model reads at once.
 * @param partition `whole`: never; `windows`: between sentences, where it is longer than the model reads; `sentences`:
 * each sentence by itself
 */
export async function partsOf(
  { maxSourceTokens: limit }: Pick<Seq2Seq, "maxSourceTokens">,
  read: Read,
  text: string,
  { partition, cut, taken }: { readonly partition: Partition; readonly cut: boolean; readonly taken: Taken },
): Promise<SourcePart[]> {
  if (cut) return [{ text, gap: "", ...read(text, limit) }];
  const tokensOf = (piece: string) => read(piece).ids.length;
  const isWhole = partition === "whole" || (partition === "windows" && !isSurelyLonger(text, limit, tokensOf));
  const whole = isWhole ? { text, gap: "", ...read(text) } : undefined;
  if (whole && (partition === "whole" || whole.ids.length <= limit)) return [whole];
  // What each part carries besides its text: special tokens and a prefix.
  const carried = tokensOf("");
  const room = Math.max(1, limit - carried);
  const lengthOf = (piece: string) => tokensOf(piece) - carried;
  const sentences: Stretch[] = [];
  for (const sentence of sentencesIn(text)) {
    sentences.push(sentence);
    await taken(sentence.text.length + sentence.gap.length);
  }
  const groups = partition === "sentences" ? sentences.map((sentence) => [sentence]) : [sentences];
  const parts: SourcePart[] = [];
  for (const group of groups) {
    for (const piece of await packed(group, room, lengthOf, taken)) {
      parts.push({ ...piece, ...read(piece.text) });
      await taken(piece.text.length + piece.gap.length);
    }
  }
  return parts;
}
