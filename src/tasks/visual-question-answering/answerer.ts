import type { PreparedImage } from "../../shared/image/prepared.ts";
import type { ImageProcessor } from "../../shared/image/processor.ts";
import type { Pixels } from "../../shared/media.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import type { RunContext } from "../run.ts";

/** What a model answers: each answer that it knows with its score, or the one that it wrote. */
export interface Ranking {
  readonly answers: readonly string[];
  readonly scores: Float32Array<ArrayBuffer>;
}

/** Answers the question that was prepared. */
type Reply = (context: RunContext<Ranking>) => Promise<Ranking>;

/** A model that is asked about pictures, however it comes to its answer. */
export interface Answerer {
  /** @throws TaskError where the question has more tokens than the model reads: nothing is cut */
  ask(picture: Pixels, question: string, context: Pick<RunContext<never>, "notice" | "signal" | "progress">): Reply;
  warmUp(): Promise<void>;
  /** Gives back what is kept of the last picture. */
  drop(): void;
}

type AnswerContext = Pick<RunContext<Ranking>, "signal" | "emit" | "measure">;

/** A model that reads a question as ids beside a picture as numbers. */
export interface AnswererParts {
  readonly processor: Pick<ImageProcessor, "prepare">;
  /** Token ids, special tokens in place. @throws TaskError where there are more than the model reads */
  read(question: string): readonly number[];
  answer(picture: PreparedImage, question: readonly number[], context: AnswerContext): Promise<Ranking>;
  drop(): void;
}

export function toAnswerer({ processor, read, answer, drop }: AnswererParts): Answerer {
  return {
    ask(image, question) {
      const picture = processor.prepare(image);
      const ids = read(question);
      return (context) => answer(picture, ids, context);
    },
    async warmUp() {
      const { signal } = new AbortController();
      await answer(processor.prepare(greyPicture()), read("what is this"), { signal, emit() {}, measure() {} });
      drop();
    },
    drop,
  };
}
