import type { Asked } from "../common/asked/asked.ts";
import { createHistory } from "../common/asked/run/history.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import type { Ranking } from "./answerer.ts";
import { loadChooser } from "./choosing.ts";
import { definition } from "./definition.ts";
import { loadAnswerWriter } from "./writing.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    const answerer = await (checkpoint.config.model_type === "blip" ? loadAnswerWriter : loadChooser)(checkpoint);
    return { answerer, history: createHistory() };
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
    const before = [...(await history.before(picture.pixelValues, question))];
    const withHistory = ({ answers, scores }: Ranking) => ({ answers: [...answers], scores, before });
    const ranking = await answerer.answer(picture, ids, {
      ...context,
      emit: (partial) => context.emit(withHistory(partial)),
    });
    await history.add(picture.pixelValues, { question, ...bestIn(ranking) });
    return withHistory(ranking);
  },

  dispose: ({ answerer }) => answerer.drop(),
});

function bestIn({ answers, scores }: Ranking): Pick<Asked, "answer" | "score"> {
  const score = Math.max(...scores);
  return { answer: answers[scores.indexOf(score)] ?? "", score };
}
