import * as v from "valibot";
import { GenerationConfig, settingsFor, unknownSettingsOf } from "../../shared/generation/config.ts";
import { createMemory, keptTokensOf } from "../common/chat/run/memory.ts";
import { toDraft } from "../common/chat/run/prompt.ts";
import { createRecall } from "../common/chat/run/recall.ts";
import { write } from "../common/chat/run/write.ts";
import { decoderFileOf } from "../common/text/run/decoder-file.ts";
import { positionsOf } from "../common/text/run/max-tokens.ts";
import { endIdsOf } from "../common/writing/run/end-ids.ts";
import { prefixFor, taskParamsOf } from "../common/writing/run/task-params.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    const [tokenizer, graph, endIds, file] = await Promise.all([
      checkpoint.tokenizer(),
      decoderFileOf(checkpoint).then((file) => checkpoint.decoder(file)),
      endIdsOf(checkpoint),
      checkpoint.json("generation_config.json"),
    ]);
    const params = taskParamsOf(checkpoint.config, file);
    const ofTask = v.parse(GenerationConfig, params.taskParams[definition.id] ?? {});
    return {
      tokenizer,
      graph,
      endIds,
      promptPrefix: prefixFor(params, definition.id),
      positions: positionsOf(checkpoint.config),
      memory: createMemory(() => graph.open(), keptTokensOf(checkpoint.config)),
      openBatch: () => graph.openBatch(),
      recall: createRecall(),
      // Without the file Python takes the settings from config.json, where older checkpoints keep them.
      generation: settingsFor(v.parse(GenerationConfig, file ?? checkpoint.config), ofTask),
      unknownSettings: unknownSettingsOf(file ?? checkpoint.config),
      temperature: ofTask.temperature ?? pipelineTemperature,
    };
  },

  async warmUp({ graph, tokenizer }) {
    const decoder = graph.open();
    try {
      await decoder.step(tokenizer.encode("warm up").ids);
      await decoder.step([tokenizer.padId]);
    } finally {
      decoder.dispose();
    }
  },

  preprocess: (ports, input, options, context) => toDraft(ports, input, options, context),
  run: write,
  dispose: ({ memory }) => memory.drop(),
});

/** Python's text-generation pipeline's own (measured with transformers 4.57.6). */
const pipelineTemperature = 0.7;
