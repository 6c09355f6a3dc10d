import type { Asked } from "../common/asked/asked.ts";
import { createHistory } from "../common/asked/run/history.ts";
import { isPictureChat } from "../common/picture-chat/run/families.ts";
import { markOf } from "../common/vision/run/kept.ts";
import type { Checkpoint } from "../ports.ts";
import { defineRun, refuseOther } from "../run.ts";
import type { Answerer, Ranking } from "./answerer.ts";
import { loadChatAnswerer } from "./chatting.ts";
import { loadChooser } from "./choosing.ts";
import { definition } from "./definition.ts";
import { loadAnswerWriter } from "./writing.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    return { answerer: await loadAnswerer(checkpoint), history: createHistory() };
  },

  warmUp: ({ answerer }) => answerer.warmUp(),

  preprocess: ({ answerer }, { image, question }, _options, context) => ({
    ...{ mark: markOf(image), question },
    reply: answerer.ask(image, question, context),
  }),

  async run({ history }, { mark, question, reply }, _options, context) {
    const before = [...(await history.before(mark, question))];
    const withHistory = ({ answers, scores }: Ranking) => ({ answers: [...answers], scores, before });
    const emit = (partial: Ranking) => context.emit(withHistory(partial));
    const ranking = await reply({ ...context, emit });
    await history.add(mark, { question, ...bestIn(ranking) });
    return withHistory(ranking);
  },

  dispose: ({ answerer }) => answerer.drop(),
});

function loadAnswerer(checkpoint: Checkpoint): Promise<Answerer> {
  if (isPictureChat(checkpoint)) return loadChatAnswerer(checkpoint);
  refuseOther({ ...definition, heads: ["VisualQuestionAnswering"] }, checkpoint);
  return checkpoint.config.model_type === "blip" ? loadAnswerWriter(checkpoint) : loadChooser(checkpoint);
}

function bestIn({ answers, scores }: Ranking): Pick<Asked, "answer" | "score"> {
  const score = Math.max(...scores);
  return { answer: answers[scores.indexOf(score)] ?? "", score };
}
