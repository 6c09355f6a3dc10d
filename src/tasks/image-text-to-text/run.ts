import { loadPictureChat, writeAbout } from "../common/picture-chat/run/chat.ts";
import { toPictureDraft } from "../common/picture-chat/run/draft.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  load: loadPictureChat,
  warmUp: (chat) => chat.warmUp(greyPicture()),
  preprocess: (chat, { messages }, options, context) => toPictureDraft(chat, messages, options, context),
  run: writeAbout,
  dispose: (chat) => chat.drop(),
});
