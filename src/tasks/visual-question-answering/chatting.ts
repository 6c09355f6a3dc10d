import type { Story } from "../common/chat/story.ts";
import { loadPictureChat, writeAbout } from "../common/picture-chat/run/chat.ts";
import { toMediaDraft } from "../common/picture-chat/run/draft.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import type { Checkpoint } from "../ports.ts";
import type { Answerer, Ranking } from "./answerer.ts";
import { asking } from "./asking.ts";

/**
 * A model that chats about pictures, asked once: its answer's score is how likely it held all of it, its end included;
 * Python gives none. The picture is looked at, and its places are read, once for all questions about it.
 */
export async function loadChatAnswerer(checkpoint: Checkpoint): Promise<Answerer> {
  const chat = await loadPictureChat(checkpoint);
  return {
    ask(image, question, preparing) {
      const content = [{ type: "image", image } as const, { type: "text", text: question } as const];
      const draft = toMediaDraft(chat, [{ role: "user", content }], asking, preparing);
      return async (context) => {
        const emit = (story: Story) => context.emit(toRanking(story));
        return toRanking(await writeAbout(chat, draft, asking, { ...context, emit }));
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
