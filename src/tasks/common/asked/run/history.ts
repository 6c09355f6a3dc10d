import type { FloatTensor } from "../../../../shared/tensor.ts";
import { createKept, isSameTensor } from "../../vision/run/kept.ts";
import type { Asked } from "../asked.ts";

/** So many questions are remembered of one picture. */
const longest = 100;

/** What was asked of the last picture, the last question first. */
export interface History {
  /** @returns what was asked before, but for the same question */
  before(pixelValues: FloatTensor, question: string): Promise<readonly Asked[]>;
  add(pixelValues: FloatTensor, asked: Asked): Promise<void>;
}

export function createHistory(): History {
  const last = createKept<FloatTensor, Asked[]>(isSameTensor);
  const othersOf = (known: readonly Asked[], question: string) => known.filter((one) => one.question !== question);
  return {
    before: async (pixelValues, question) => othersOf(await last.of(pixelValues, () => []), question),
    async add(pixelValues, asked) {
      const known = await last.of(pixelValues, () => []);
      known.splice(0, known.length, asked, ...othersOf(known, asked.question).slice(0, longest - 1));
    },
  };
}
