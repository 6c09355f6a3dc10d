import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { createHistory } from "../common/asked/run/history.ts";
import { loadPictureWriter, warmUpPictureWriter } from "../common/picture-text/run/picture-writer.ts";
import { markOf } from "../common/vision/run/kept.ts";
import { decode } from "../common/writing/run/decode.ts";
import { createLikelihood } from "../common/writing/run/likelihood.ts";
import { createPace } from "../common/writing/run/pace.ts";
import { planFor, unchosen } from "../common/writing/run/writing.ts";
import { defineRun } from "../run.ts";
import { answerIn, promptOf } from "./answer.ts";
import { definition } from "./definition.ts";

/** The one pair that Python's pipeline takes. */
const Donut = v.object({ encoder: v.object({ model_type: v.literal("donut-swin") }) });

export const run = defineRun(definition, {
  async load(checkpoint) {
    if (!v.is(Donut, checkpoint.config)) {
      throw new TaskError(
        "model-unsupported",
        `${checkpoint.model} is no Donut, the one family that reads pages here.`,
      );
    }
    return { writer: await loadPictureWriter(checkpoint), history: createHistory() };
  },

  warmUp: ({ writer }) => warmUpPictureWriter(writer),

  preprocess({ writer }, { image, question }, options) {
    const startIds = writer.startIdsOf(promptOf(question), writer.tokenizer, writer.generation);
    const plan = planFor(writer, "document-question-answering", { ...unchosen, ...options }, {}, startIds);
    return { picture: writer.processor.prepare(image), mark: markOf(image), plan, question };
  },

  async run({ writer, history }, { picture, mark, plan, question }, _options, { signal, emit, measure }) {
    const { tokenizer, decoder, endIds } = writer;
    const before = [...(await history.before(mark, question))];
    const context = writer.contextOf(await writer.eye.see(picture));
    const pace = createPace();
    const likelihood = createLikelihood();
    const { ids } = await decode(
      { decoder, context, plan, endIds, source: [] },
      {
        signal,
        onToken: likelihood.weigh,
        onEnd: likelihood.weigh,
        onStep(soFar) {
          pace.count();
          const answer = tokenizer.decode(soFar, { skipSpecialTokens: true }).replace(/<[^<]*$|<\/s_answer>/gu, "");
          emit({ answer: answer.trim(), score: likelihood.value(), before });
        },
      },
    );
    measure({ ...pace.figures(), tokens: ids.length });
    const answer = answerIn([...plan.startIds, ...ids], endIds, tokenizer);
    const score = likelihood.value();
    await history.add(mark, { question, answer: answer ?? "", score });
    return { answer, score, before };
  },

  dispose: ({ writer }) => writer.eye.drop(),
});
