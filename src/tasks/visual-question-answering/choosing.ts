import { Stopped } from "../../shared/errors.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { scoresOf } from "../common/labels/scores.ts";
import { encoderFeeds } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import { imageFeeds, loadImageModel } from "../common/vision/run/image-model.ts";
import type { Checkpoint } from "../ports.ts";
import { type Answerer, toAnswerer } from "./answerer.ts";
import { readQuestion } from "./question.ts";

/** ViLT: words and patches side by side in one graph, and each answer that it learnt gets a score of its own. */
export async function loadChooser(checkpoint: Checkpoint): Promise<Answerer> {
  const [{ graph, processor }, tokenizer] = await Promise.all([loadImageModel(checkpoint), checkpoint.tokenizer()]);
  const { labelOf } = configLabelsOf(checkpoint.config);
  const maxTokens = maxTokensOf(checkpoint.config, tokenizer);
  return toAnswerer({
    processor,
    read: (question) => readQuestion(tokenizer, question, maxTokens),
    async answer(picture, ids, { signal }) {
      const question = { ids, typeIds: ids.map(() => 0) };
      const outputs = await graph.run({
        ...imageFeeds(graph, picture),
        ...encoderFeeds([question], tokenizer.padId),
      });
      if (signal.aborted) throw new Stopped();
      const scores = scoresOf(floatsOf(outputs, "logits").data, "sigmoid");
      return { answers: Array.from(scores, (_, place) => labelOf(place)), scores };
    },
    // Nothing of a picture stands by itself: words and patches see one another from the first layer on.
    drop() {},
  });
}
