import * as v from "valibot";
import { Matrix } from "../../shared/media.ts";
import { defineTask } from "../definition.ts";
import { listField } from "../fields.ts";
import { choiceOption, toggleOption } from "../options.ts";

/** One vector a text, or one vector a token where nothing is pooled. */
export const output = v.variant("kind", [
  v.object({ kind: v.literal("pooled"), vectors: Matrix }),
  v.object({
    kind: v.literal("tokens"),
    items: v.array(v.object({ tokens: v.array(v.string()), vectors: Matrix })),
  }),
]);

export const definition = defineTask({
  id: "feature-extraction",
  modality: "text",
  inputs: { texts: listField() },
  options: {
    pooling: choiceOption({ choices: ["mean", "cls", "last", "none"], default: "mean" }),
    normalize: toggleOption({ default: true }),
    prompt_name: choiceOption({ choices: ["auto", "none", "query", "passage"], default: "auto" }),
  },
  output,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
