import { writeAbout } from "../common/picture-chat/run/chat.ts";
import { toMediaDraft } from "../common/picture-chat/run/draft.ts";
import { loadAnyChat } from "../common/sound-chat/run/chat.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

/** A tenth of a second of silence. */
const silence = { samples: new Float32Array(1600), samplingRate: 16_000 };

export const run = defineRun(definition, {
  load: loadAnyChat,
  warmUp: (chat) => chat.warmUp({ type: "image", image: greyPicture() }, { type: "audio", audio: silence }),
  preprocess: (chat, { messages }, options, context) => toMediaDraft(chat, messages, options, context),
  run: writeAbout,
  dispose: (chat) => chat.drop(),
});
