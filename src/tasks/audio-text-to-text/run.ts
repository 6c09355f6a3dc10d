import { writeAbout } from "../common/picture-chat/run/chat.ts";
import { toMediaDraft } from "../common/picture-chat/run/draft.ts";
import { loadSoundChat, silence } from "../common/sound-chat/run/chat.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  load: loadSoundChat,
  warmUp: (chat) => chat.warmUp({ type: "audio", audio: silence }),
  preprocess: (chat, { messages }, options, context) => toMediaDraft(chat, messages, options, context),
  run: writeAbout,
  dispose: (chat) => chat.drop(),
});
