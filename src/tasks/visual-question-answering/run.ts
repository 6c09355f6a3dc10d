import type { FloatTensor } from "../../shared/tensor.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import { createKept, isSameTensor } from "../common/vision/run/kept.ts";
import { defineRun } from "../run.ts";
import type { Ranking } from "./answerer.ts";
import type { Asked } from "./asked.ts";
import { loadChooser } from "./choosing.ts";
import { definition } from "./definition.ts";
import { loadAnswerWriter } from "./writing.ts";

/** So many questions are remembered of one picture. */
const longestHistory = 100;

export const run = defineRun(definition, {
  async load(checkpoint) {
    const answerer = await (checkpoint.config.model_type === "blip" ? loadAnswerWriter : loadChooser)(checkpoint);
    return { answerer, history: createKept<FloatTensor, Asked[]>(isSameTensor) };
  },

  async warmUp({ answerer }) {
    const { signal } = new AbortController();
    const picture = answerer.processor.prepare(greyPicture());
    await answerer.answer(picture, answerer.read("what is this"), { signal, emit() {}, measure() {} });
    answerer.drop();
  },

  preprocess: ({ answerer }, { image, question }) => ({
    picture: answerer.processor.prepare(image),
    ids: answerer.read(question),
    question,
  }),

  async run({ answerer, history }, { picture, ids, question }, _options, context) {
    const asked = await history.of(picture.pixelValues, () => []);
    const before = asked.filter((one) => one.question !== question);
    const withHistory = ({ answers, scores }: Ranking) => ({ answers: [...answers], scores, before });
    const ranking = await answerer.answer(picture, ids, {
      ...context,
      emit: (partial) => context.emit(withHistory(partial)),
    });
    asked.splice(0, asked.length, { question, ...bestIn(ranking) }, ...before.slice(0, longestHistory - 1));
    return withHistory(ranking);
  },

  dispose: ({ answerer }) => answerer.drop(),
});

function bestIn({ answers, scores }: Ranking): Pick<Asked, "answer" | "score"> {
  const score = Math.max(...scores);
  return { answer: answers[scores.indexOf(score)] ?? "", score };
}
