import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { loadFlorence } from "./florence.ts";
import { loadChat } from "./speaker.ts";

export const run = defineRun(definition, {
  load: (checkpoint) => (checkpoint.config.model_type === "florence2" ? loadFlorence : loadChat)(checkpoint),
  warmUp: (speaker) => speaker.warmUp(),
  preprocess: (speaker, { messages }, options, context) => speaker.ask(messages, options, context),
  run: (_speaker, reply, _options, context) => reply(context),
  dispose: (speaker) => speaker.drop(),
});
