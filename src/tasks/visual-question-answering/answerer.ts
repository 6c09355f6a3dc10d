import type { PreparedImage } from "../../shared/image/prepared.ts";
import type { ImageProcessor } from "../../shared/image/processor.ts";
import type { RunContext } from "../run.ts";

/** What a model answers: each answer that it knows with its score, or the one that it wrote. */
export interface Ranking {
  readonly answers: readonly string[];
  readonly scores: Float32Array<ArrayBuffer>;
}

type AnswerContext = Pick<RunContext<Ranking>, "signal" | "emit" | "measure">;

/** A model that is asked about pictures, however it comes to its answer. */
export interface Answerer {
  readonly processor: ImageProcessor;
  /** Token ids, special tokens in place. @throws TaskError where there are more than the model reads: nothing is cut */
  read(question: string): readonly number[];
  answer(picture: PreparedImage, question: readonly number[], context: AnswerContext): Promise<Ranking>;
  /** Gives back what is kept of the last picture. */
  drop(): void;
}
