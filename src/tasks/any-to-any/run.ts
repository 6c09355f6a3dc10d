import { writeAbout } from "../common/picture-chat/run/chat.ts";
import { toMediaDraft } from "../common/picture-chat/run/draft.ts";
import { loadAnyChat, silence } from "../common/sound-chat/run/chat.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  load: loadAnyChat,
  warmUp: (chat) => chat.warmUp({ type: "image", image: greyPicture() }, { type: "audio", audio: silence }),
  preprocess: (chat, { messages }, options, context) => toMediaDraft(chat, messages, options, context),
  run: writeAbout,
  dispose: (chat) => chat.drop(),
});
