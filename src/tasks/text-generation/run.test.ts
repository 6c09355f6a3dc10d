import { expect, test } from "vitest";
import type { Json } from "../../shared/json.ts";
import { checkpointOver, filesOf } from "../../workers/testing/reference.ts";
import { defaultsOf } from "../options.ts";
import type { DecoderGraph } from "../ports.ts";
import { quiet } from "../testing/checkpoint.ts";
import { definition } from "./definition.ts";
import { run } from "./run.ts";

const folder = "gpt2-text-generation";

/** What the graph reads first, and what is written, where the checkpoint says more than the reference. */
async function written(text: string, more: Record<string, unknown>, generation?: Json) {
  const read: number[] = [];
  const graph: DecoderGraph = {
    outputNames: ["logits"],
    open: () => ({
      async step(ids) {
        if (Array.isArray(ids)) read.push(...ids);
        // Id 7 is the likeliest, then 8.
        return Float32Array.from({ length: 700 }, (_, id) => (id === 7 ? 2 : id === 8 ? 1.5 : 0));
      },
      get length() {
        return read.length;
      },
      dispose() {},
    }),
    openBatch: () => {
      throw new Error("Nobody asks for beams.");
    },
  };
  const config = { ...(await filesOf(folder).json("config.json")), ...more };
  const checkpoint = await checkpointOver(
    filesOf(folder, { "config.json": config, ...(generation && { "generation_config.json": generation }) }),
    {
      graph: async () => Promise.reject(new Error("not asked for")),
      heldGraph: async () => Promise.reject(new Error("not asked for")),
      decoder: async () => graph,
    },
  );
  const loaded = await run.open(checkpoint);
  const options = { ...defaultsOf(definition.options), mode: "prompt", max_new_tokens: 3, do_sample: false };
  const { output } = await loaded.run({ text }, options, quiet, () => 0);
  const tokenizer = await checkpoint.tokenizer();
  return { output, read, tokenizer, promptOf: (prompt: string) => tokenizer.encode(prompt).ids };
}

test("a checkpoint's prefix is read in front of a prompt, the task's own before the model's, and is not shown", async () => {
  const own = { "text-generation": { prefix: "In the park, " } };
  for (const more of [{ prefix: "In the park, " }, { prefix: "Elsewhere ", task_specific_params: own }]) {
    const { output, read, promptOf } = await written("a cat", more);
    const prompt = promptOf("In the park, a cat");
    expect(read.slice(0, prompt.length)).toEqual(prompt);
    expect(output).toMatchObject({ prompt: "a cat" });
  }
});

test("the task's own settings count over the checkpoint's", async () => {
  const penalised = { "text-generation": { repetition_penalty: 1.5 } };
  const idsIn = async (more: Record<string, unknown>) => {
    const { read, promptOf } = await written("a cat", more);
    return read.slice(promptOf("a cat").length);
  };
  // The last id is written without being read.
  expect(await idsIn({})).toEqual([7, 7]);
  expect(await idsIn({ task_specific_params: penalised })).toEqual([7, 8]);
});

// Python on the same: `eos_token_id: 7`, an ordinary token, and `0`, which is special.
test("what ends a text is read back with it, and seen where it is no special token", async () => {
  const ordinary = await written("a cat", {}, { eos_token_id: 7 });
  expect(ordinary.output).toMatchObject({ text: ordinary.tokenizer.decode([7]), tokens: [], finish: "end" });
  const special = await written(
    "a cat",
    {},
    { eos_token_id: 0, bad_words_ids: Array.from({ length: 699 }, (_, id) => [id + 1]) },
  );
  expect(special.output).toMatchObject({ text: "", tokens: [], finish: "end" });
});
