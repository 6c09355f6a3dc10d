import * as v from "valibot";
import { type Hub, startHub } from "./hub/hub.ts";
import { createOdd, type OddRepository } from "./odd/repository.ts";
import type { Choice } from "./support/playground.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, recorded, test } from "./support/test.ts";

/** A host that serves files and lists nothing. */
const plainEndpointOf = ({ url }: Hub) => ({
  name: "Plain",
  host: `${url}/plain/`,
  path: "../{model}/resolve/{revision}/{file}",
});
const hosts = { "a Hub": endpointOf, "a plain mirror": plainEndpointOf } as const;

const Case = v.object({ inputs: v.record(v.string(), v.string()), output: v.unknown() });
const Reference = v.object({ task: v.string(), cases: v.tupleWithRest([Case], v.unknown()) });
const Scored = v.array(v.object({ label: v.string(), score: v.number() }));

interface Layout {
  readonly reference: string;
  readonly dtype?: string;
  change(repository: OddRepository): Promise<void>;
}

const bert = "bert-text-classification";
const otherDtypes = ["fp16", "q4", "q4f16", "quantized"].map((dtype) => `onnx/model_${dtype}.onnx`);

/** Layouts of repositories on the Hub that were not made for transformers.js (docs/checkpoints.md). */
const layouts: Readonly<Record<string, Layout>> = {
  "external data that config.json does not declare": {
    reference: bert,
    change: (odd) => odd.split("onnx/model.onnx"),
  },
  "its graph at the root": {
    reference: bert,
    async change(odd) {
      await odd.move("onnx/model.onnx", "model.onnx");
      await odd.remove("onnx");
    },
  },
  "its graph and external data at the root": {
    reference: bert,
    async change(odd) {
      await odd.move("onnx/model.onnx", "model.onnx");
      await odd.remove("onnx");
      await odd.split("model.onnx");
    },
  },
  "an optimized graph alone": {
    reference: bert,
    async change(odd) {
      await odd.move("onnx/model.onnx", "onnx/model_O2.onnx");
      await odd.remove(...otherDtypes);
    },
  },
  "a quantization for one processor": {
    reference: bert,
    dtype: "int8",
    async change(odd) {
      await odd.move("onnx/model.onnx", "onnx/model_qint8_avx512_vnni.onnx");
      await odd.remove(...otherDtypes);
    },
  },
};

async function choiceOf({ reference, dtype = "fp32" }: Layout): Promise<{ choice: Choice; expected: unknown }> {
  const { task, cases } = v.parse(Reference, await recorded(`e2e/reference/${reference}/reference.json`));
  const [{ inputs, output }] = cases;
  return { choice: { task, model: "odd/one", device: "wasm", dtype, inputs }, expected: output };
}

for (const [what, layout] of Object.entries(layouts)) {
  for (const [host, endpointOn] of Object.entries(hosts)) {
    test(`a checkpoint with ${what} runs from ${host}`, async ({ page, playground }) => {
      const odd = await createOdd(layout.reference);
      const hub = await startHub({ repos: { "odd/one": odd.folder } });
      try {
        await layout.change(odd);
        await deploy(page, { endpoints: [endpointOn(hub)] });
        const { choice, expected } = await choiceOf(layout);
        await playground.open({ ...choice, options: { top_k: null } });
        const answer = v.parse(Scored, await playground.answer());
        const wanted = v.parse(Scored, expected);
        expect(answer.map(({ label }) => label)).toEqual(wanted.map(({ label }) => label));
        for (const [place, { score }] of wanted.entries()) expect(answer[place]?.score).toBeCloseTo(score, 4);
      } finally {
        await hub.close();
        await odd.close();
      }
    });
  }
}
