import { readFileSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-web";
import * as v from "valibot";
import { expect, it } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { defaultsOf } from "../../tasks/options.ts";
import type { Graph } from "../../tasks/ports.ts";
import { definition } from "../../tasks/sentence-similarity/definition.ts";
import { run } from "../../tasks/sentence-similarity/run.ts";
import { checkpointOver, filesOf, pathIn } from "../testing/reference.ts";
import golden from "./pairs.golden.json" with { type: "json" };

const folder = "xlm-roberta-text-classification";

/** The graph on WASM, with nothing of the engine but the tokenizer before it. */
async function openGraph(): Promise<Graph> {
  const session = await InferenceSession.create(readFileSync(pathIn(folder, "onnx/model.onnx")));
  return {
    inputNames: session.inputNames,
    inputs: [],
    outputNames: session.outputNames,
    async run(feeds) {
      const read = session.inputNames.map((name): [string, Tensor] => {
        const value = feeds[name];
        if (!value || !("type" in value) || value.type !== "int64") throw new TypeError(`No ids for ${name}.`);
        return [name, new Tensor(value.type, value.data, value.dims)];
      });
      const { logits } = await session.run(Object.fromEntries(read));
      if (!(logits?.data instanceof Float32Array)) throw new TypeError("The graph gives no logits.");
      return { logits: floatTensor(logits.data, logits.dims) };
    },
  };
}

function neverCalled(): never {
  throw new Error("Nobody asks for this.");
}

it("a checkpoint with one label ranks pairs as Python's CrossEncoder does", async () => {
  const graphs = { graph: openGraph, heldGraph: neverCalled, decoder: neverCalled };
  const checkpoint = await checkpointOver(filesOf(folder), graphs);
  const { source: source_sentence, sentences } = golden;
  const told: string[] = [];
  const context = {
    signal: new AbortController().signal,
    emit() {},
    progress() {},
    notice: (code: string) => told.push(code),
    measure() {},
  };
  const loaded = await run.open(checkpoint);
  const input = { source_sentence, sentences };
  const { output } = await loaded.run(input, defaultsOf(definition.options), context, () => 0);
  const scores = v.parse(v.array(v.number()), output);
  expect(scores).toHaveLength(golden.scores.length);
  for (const [place, score] of golden.scores.entries()) expect(scores[place]).toBeCloseTo(score, 5);
  expect(told).toEqual(["input-truncated"]);
});
