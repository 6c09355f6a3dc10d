import type { Story } from "../common/chat/story.ts";
import { loadPictureChat, writeAbout } from "../common/picture-chat/run/chat.ts";
import { toMediaDraft } from "../common/picture-chat/run/draft.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import type { Checkpoint } from "../ports.ts";
import type { Answerer, Ranking } from "./answerer.ts";

/** One answer, the most probable token each time; a question wants no essay, and a model mostly ends long before. */
const settings = {
  ...{ max_new_tokens: 64, min_new_tokens: null, do_sample: false, temperature: null, top_k: null, top_p: null },
  ...{ repetition_penalty: null, no_repeat_ngram_size: null, seed: null, num_beams: 1, length_penalty: null },
  ...{ step: false, stop: [], enable_thinking: true, prefix_ids: [] },
  early_stopping: "model",
} as const;

/**
 * A model that chats about pictures, asked once: its answer's score is how likely it held all of it, its end included;
 * Python gives none. The picture is looked at, and its places are read, once for all questions about it.
 */
export async function loadChatAnswerer(checkpoint: Checkpoint): Promise<Answerer> {
  const chat = await loadPictureChat(checkpoint);
  return {
    ask(image, question, preparing) {
      const content = [{ type: "image", image } as const, { type: "text", text: question } as const];
      const draft = toMediaDraft(chat, [{ role: "user", content }], settings, preparing);
      return async (context) => {
        const emit = (story: Story) => context.emit(toRanking(story));
        return toRanking(await writeAbout(chat, draft, settings, { ...context, emit }));
      };
    },
    warmUp: () => chat.warmUp({ type: "image", image: greyPicture() }),
    drop: chat.drop,
  };
}

function toRanking({ text, tokens, next, finish }: Story): Ranking {
  const end = finish === "end" && next ? [next] : [];
  const score = [...tokens, ...end].reduce((product, { probability }) => product * probability, 1);
  return { answers: [text.trim()], scores: Float32Array.of(score) };
}
