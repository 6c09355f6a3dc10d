import type { ChatMessage } from "../../shared/media.ts";
import type { PromptOptions } from "../common/chat/run/prompt.ts";
import type { WriteOptions } from "../common/chat/run/write.ts";
import { loadPictureChat, writeAbout } from "../common/picture-chat/run/chat.ts";
import { toMediaDraft } from "../common/picture-chat/run/draft.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import type { Checkpoint } from "../ports.ts";
import type { RunContext } from "../run.ts";
import type { Answer } from "./answer.ts";

export type AnswerOptions = WriteOptions & Omit<PromptOptions, "mode">;

/** Writes the answer to what was asked. */
export type Reply = (context: RunContext<Answer>) => Promise<Answer>;

/** A model that answers about pictures, whatever reads them: a decoder in its own text, or an encoder before it. */
export interface Speaker {
  /** Prepares what is to be read, and writes nothing yet. */
  ask(
    messages: readonly ChatMessage[],
    options: AnswerOptions,
    context: Pick<RunContext<never>, "notice" | "signal" | "progress">,
  ): Reply;
  warmUp(): Promise<void>;
  drop(): void;
}

export async function loadChat(checkpoint: Checkpoint): Promise<Speaker> {
  const chat = await loadPictureChat(checkpoint);
  return {
    ask(messages, options, preparing) {
      const draft = toMediaDraft(chat, messages, options, preparing);
      return (context) => writeAbout(chat, draft, options, context);
    },
    warmUp: () => chat.warmUp({ type: "image", image: greyPicture() }),
    drop: chat.drop,
  };
}
