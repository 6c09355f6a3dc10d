import { TaskError } from "../../shared/errors.ts";
import type { Checkpoint } from "../ports.ts";
import { defineRun } from "../run.ts";
import { openCtc } from "./ctc-model.ts";
import { definition } from "./definition.ts";
import { openMoonshine } from "./moonshine-model.ts";
import type { SpeechModel } from "./speech-model.ts";
import { openWhisper } from "./whisper-model.ts";

export const run = defineRun(definition, {
  load: openSpeechModel,
  preprocess: (model, { audio }, options) => model(audio, options),
  async run(_model, transcribe, options, context) {
    const startedMs = performance.now();
    const heard = await transcribe(options, context);
    return { ...heard, ms: performance.now() - startedMs };
  },
});

function openSpeechModel(checkpoint: Checkpoint): Promise<SpeechModel> {
  const { model_type, architectures } = checkpoint.config;
  if (model_type === "whisper") return openWhisper(checkpoint);
  if (model_type === "moonshine") return openMoonshine(checkpoint);
  if (Array.isArray(architectures) && architectures.some((name) => String(name).endsWith("ForCTC"))) {
    return openCtc(checkpoint);
  }
  throw new TaskError("model-unsupported", `Speech models of type ${model_type} do not run here yet.`);
}
