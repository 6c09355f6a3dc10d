import { type Feeds, type Handle, longTensor } from "../../shared/tensor.ts";
import { strip } from "../../shared/text/strip.ts";
import { createEye, sightNames, takeSight } from "../common/picture-text/run/eye.ts";
import { familyOf } from "../common/picture-text/run/families.ts";
import { loadWriter } from "../common/picture-text/run/picture-writer.ts";
import { positionsOf } from "../common/text/run/max-tokens.ts";
import { decode } from "../common/writing/run/decode.ts";
import { createLikelihood } from "../common/writing/run/likelihood.ts";
import { createPace } from "../common/writing/run/pace.ts";
import { planFor, unchosen } from "../common/writing/run/writing.ts";
import type { Checkpoint, HeldGraph } from "../ports.ts";
import { type Answerer, type AnswererParts, toAnswerer } from "./answerer.ts";
import { readQuestion } from "./question.ts";

/** What reads a question beside a picture. `forget` gives back what is kept of the last picture. */
interface Reader {
  read(pixelValues: Parameters<AnswererParts["answer"]>[0], ids: readonly number[]): Promise<Handle>;
  forget(): void;
}

/**
 * BLIP: the question is read beside what the encoder saw, and the answer written. Its score is how likely the model held
 * all of it, its end included; Python gives none.
 */
export async function loadAnswerWriter(checkpoint: Checkpoint): Promise<Answerer> {
  const family = familyOf(checkpoint);
  const [writer, reader] = await Promise.all([loadWriter(checkpoint, family), loadReader(checkpoint)]);
  const { tokenizer, decoder, endIds } = writer;
  const maxTokens = Math.min(tokenizer.maxLength, positionsOf(family.text));
  const startIds = writer.startIdsOf(undefined, tokenizer, writer.generation);
  const plan = planFor(writer, "visual-question-answering", unchosen, {}, startIds);
  const wordsOf = (ids: readonly number[]) =>
    strip(tokenizer.decode([...startIds, ...ids], { skipSpecialTokens: true }));

  return toAnswerer({
    processor: writer.processor,
    read: (question) => readQuestion(tokenizer, question, maxTokens),
    async answer(picture, ids, { signal, emit, measure }) {
      const states = await reader.read(picture, ids);
      const pace = createPace();
      const likelihood = createLikelihood();
      const told = (written: readonly number[]) => ({
        answers: [wordsOf(written)],
        scores: Float32Array.of(likelihood.value()),
      });
      try {
        const { ids: written, endId } = await decode(
          { decoder, context: writer.contextOf(states), plan, endIds, source: startIds },
          {
            signal,
            onToken: likelihood.weigh,
            onEnd: likelihood.weigh,
            onStep(soFar) {
              pace.count();
              emit(told(soFar));
            },
          },
        );
        measure({ ...pace.figures(), tokens: written.length });
        return told(endId === undefined ? written : [...written, endId]);
      } finally {
        states.dispose();
      }
    },
    drop: reader.forget,
  });
}

/** Apart from the picture's encoder where there is one, so that a second question need not wait for it; else both in one graph. */
async function loadReader(checkpoint: Checkpoint): Promise<Reader> {
  const isApart = await checkpoint.has("vision_encoder");
  const [encoder, graph] = await Promise.all([
    isApart ? checkpoint.heldGraph("vision_encoder", sightNames) : undefined,
    checkpoint.heldGraph("encoder_model", sightNames),
  ]);
  if (!encoder) {
    return {
      read: async ({ pixelValues }, ids) =>
        takeSight(await graph.hold({ ...wordFeeds(ids), pixel_values: pixelValues })),
      forget() {},
    };
  }
  const eye = createEye(encoder);
  const sightName = sightInputOf(graph);
  return {
    read: async (picture, ids) => {
      const sight = await eye.see(picture);
      return takeSight(await graph.hold({ ...wordFeeds(ids), [sightName]: sight }));
    },
    forget: eye.drop,
  };
}

/** What is neither a word nor its mask. */
function sightInputOf({ inputNames }: HeldGraph): string {
  const words = ["input_ids", "attention_mask"];
  return inputNames.find((name) => !words.includes(name)) ?? "image_embeds";
}

function wordFeeds(ids: readonly number[]): Feeds {
  const shape = [1, ids.length];
  const ones = ids.map(() => 1);
  return { input_ids: longTensor(ids, shape), attention_mask: longTensor(ones, shape) };
}
