import { expect, it } from "vitest";
import type { Checkpoint } from "../../../ports.ts";
import { checkpointOf, quiet } from "../../../testing/checkpoint.ts";
import { run } from "./encoder-files.ts";

const files: Readonly<Record<string, string>> = { "model.safetensors": "weights", "vocab.txt": "[PAD]" };

function setUp(bytes: Checkpoint["bytes"]) {
  const graph = { inputNames: [], inputs: [], outputNames: [], run: () => Promise.reject(new Error("not run here")) };
  return { ...checkpointOf(graph, { config: { model_type: "bert" } }), bytes };
}

const there: Checkpoint["bytes"] = async (file) => {
  const text = files[file];
  return text === undefined ? undefined : new TextEncoder().encode(text);
};

it("hands over weights and the tokenizer's files with texts as that cuts them, as often as it is asked", async () => {
  const task = await run.open(setUp(there));
  for (const text of ["ab", "c"]) {
    const { output } = await task.run({ texts: [text] }, {}, quiet, () => 0);
    expect(output).toEqual({
      weights: new TextEncoder().encode("weights"),
      ids: [Array.from(text, (letter) => letter.charCodeAt(0))],
      files: [{ path: "vocab.txt", bytes: new TextEncoder().encode("[PAD]") }],
    });
  }
});

it("says that a repository has no weights in this form", async () => {
  const opened = run.open(setUp(async () => undefined));
  await expect(opened).rejects.toMatchObject({ code: "model-unsupported", narrow: { reason: "safetensors-missing" } });
});
