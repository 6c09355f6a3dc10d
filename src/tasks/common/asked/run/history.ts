import { createKept } from "../../vision/run/kept.ts";
import type { Asked } from "../asked.ts";

/** So many questions are remembered of one picture. */
const longest = 100;

/** What was asked of the last picture, the last question first. Pictures are told apart by their marks (`markOf`). */
export interface History {
  /** @returns what was asked before, but for the same question */
  before(mark: string, question: string): Promise<readonly Asked[]>;
  add(mark: string, asked: Asked): Promise<void>;
}

export function createHistory(): History {
  const last = createKept<string, Asked[]>((a, b) => a === b);
  const othersOf = (known: readonly Asked[], question: string) => known.filter((one) => one.question !== question);
  return {
    before: async (mark, question) => othersOf(await last.of(mark, () => []), question),
    async add(mark, asked) {
      const known = await last.of(mark, () => []);
      known.splice(0, known.length, asked, ...othersOf(known, asked.question).slice(0, longest - 1));
    },
  };
}
