import * as v from "valibot";
import { type Hub, startHub } from "./hub/hub.ts";
import { startCompressingMirror } from "./odd/compressing-mirror.ts";
import { createOdd, type OddRepository } from "./odd/repository.ts";
import type { Choice } from "./support/playground.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";

/** A host that serves files and lists nothing. */
const plainEndpointOf = ({ url }: Hub) => ({
  name: "Plain",
  host: `${url}/plain/`,
  path: "../{model}/resolve/{revision}/{file}",
});
const hosts = { "a Hub": endpointOf, "a plain mirror": plainEndpointOf } as const;

const Case = v.object({
  inputs: v.record(v.string(), v.string()),
  options: v.record(v.string(), v.unknown()),
  output: v.unknown(),
});
const Reference = v.object({ task: v.string(), cases: v.tupleWithRest([Case], v.unknown()) });
const Written = v.array(v.object({ generated_text: v.string() }));
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
  "weights beside its graph under a name of their own": {
    reference: bert,
    change: (odd) => odd.split("onnx/model.onnx", "bert.weights.bin"),
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
  "a vocabulary in place of tokenizer.json": {
    reference: bert,
    change: (odd) => odd.remove("tokenizer.json"),
  },
  "its decoder under an older name": {
    reference: "gpt2-text-generation",
    async change(odd) {
      await odd.move("onnx/model.onnx", "onnx/decoder_model_merged.onnx");
      await odd.remove(...otherDtypes);
    },
  },
  "a vocabulary and merges in place of tokenizer.json": {
    reference: "gpt2-text-generation",
    change: (odd) => odd.remove("tokenizer.json"),
  },
  "the name of two-bit weights": {
    reference: bert,
    dtype: "q2",
    async change(odd) {
      await odd.move("onnx/model.onnx", "onnx/model_q2.onnx");
      await odd.remove(...otherDtypes);
    },
  },
  "its tokenizer beside the graph": {
    reference: bert,
    async change(odd) {
      for (const file of ["tokenizer.json", "tokenizer_config.json", "vocab.txt"]) await odd.move(file, `onnx/${file}`);
    },
  },
  "a SentencePiece model in place of tokenizer.json": {
    reference: "albert-text-classification",
    change: (odd) => odd.remove("tokenizer.json"),
  },
  "nulls, Infinity and no architectures in its configs": {
    reference: bert,
    async change(odd) {
      const config = (await odd.read("config.json")).replace(/"architectures": \[[^\]]*\],/, '"architectures": null,');
      await odd.write("config.json", config.replace("{", '{"time_step_limit": [0.0, Infinity], "use_cache": null,'));
      const settings = await odd.read("tokenizer_config.json");
      await odd.write("tokenizer_config.json", settings.replace("{", '{"chat_template": null, "max_length": null,'));
    },
  },
};

async function choiceOf({ reference, dtype = "fp32" }: Layout): Promise<{ choice: Choice; expected: unknown }> {
  const { task, cases } = v.parse(Reference, await recorded(`e2e/reference/${reference}/reference.json`));
  const [{ inputs, options, output }] = cases;
  const asked = task === "text-generation" ? { ...options, mode: "prompt" } : options;
  return { choice: { task, model: "odd/one", device: "wasm", dtype, inputs, options: asked }, expected: output };
}

function expectSame(answer: unknown, expected: unknown): void {
  if (v.is(Written, expected)) {
    expect(v.parse(Written, answer)).toEqual(expected);
    return;
  }
  const [scored, wanted] = [v.parse(Scored, answer), v.parse(Scored, expected)];
  expect(scored.map(({ label }) => label)).toEqual(wanted.map(({ label }) => label));
  for (const [place, { score }] of wanted.entries()) expect(scored[place]?.score).toBeCloseTo(score, 4);
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
        await playground.open(choice);
        expectSame(await playground.answer(), expected);
      } finally {
        await hub.close();
        await odd.close();
      }
    });
  }
}

test("a mirror that compresses JSON serves", async ({ page, playground }) => {
  const odd = await createOdd(bert);
  const mirror = await startCompressingMirror(odd.folder);
  try {
    await deploy(page, { endpoints: [mirror.endpoint] });
    const { choice } = await choiceOf({ reference: bert, change: async () => {} });
    await playground.open(choice);
    await playground.answer();
  } finally {
    await mirror.close();
    await odd.close();
  }
});

/** What is wrong with a repository, and what a reader is told. */
const faults: Readonly<Record<string, Fault>> = {
  "a Git LFS pointer for its weights": {
    change: (odd) => odd.write("onnx/model.onnx", pointer),
    code: "file-corrupt",
    words: /onnx\/model\.onnx came as a Git LFS pointer/,
  },
  "no graph at all": {
    change: (odd) => odd.remove("onnx"),
    code: "model-unsupported",
    words: /no ONNX graph model\.onnx, in no number format/,
  },
  "neither a tokenizer nor files for one": {
    change: (odd) => odd.remove("tokenizer.json", "vocab.txt"),
    code: "model-unsupported",
    words: /no tokenizer that can be read here \(tokenizer\.json\)/,
  },
};

interface Fault {
  change(repository: OddRepository): Promise<void>;
  readonly code: string;
  readonly words: RegExp;
}

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"ab".repeat(32)}\nsize 211586\n`;

for (const [what, fault] of Object.entries(faults)) {
  test(`a repository with ${what} is told as that`, async ({ page, playground }) => {
    const odd = await createOdd(bert);
    const hub = await startHub({ repos: { "odd/one": odd.folder } });
    try {
      await fault.change(odd);
      await deploy(page, { endpoints: [plainEndpointOf(hub)] });
      const { choice } = await choiceOf({ reference: bert, change: fault.change });
      await playground.open(choice);
      await playground.failure(fault.code);
      await expect(playground.error).toContainText(fault.words);
    } finally {
      await hub.close();
      await odd.close();
    }
  });
}

test("a config that breaks off in the middle is told as network-cut", async ({ page, playground }) => {
  const odd = await createOdd(bert);
  const mirror = await startCompressingMirror(odd.folder, "config.json");
  try {
    await deploy(page, { endpoints: [mirror.endpoint] });
    const { choice } = await choiceOf({ reference: bert, change: async () => {} });
    await playground.open(choice);
    await playground.failure("network-cut");
  } finally {
    await mirror.close();
    await odd.close();
  }
});

test("a checkpoint of another kind is refused before its weights come, with a way to its task", async ({
  page,
  playground,
}) => {
  const hub = await startHub({ repos: { "odd/one": fileOf("e2e/reference/bert-fill-mask") } });
  try {
    await deploy(page, { endpoints: [endpointOf(hub)] });
    const inputs = { text: "The quick brown fox." };
    await playground.open({ task: "text-classification", device: "wasm", inputs });
    await playground.modelId.fill("odd/one");
    await playground.modelId.press("Enter");
    await expect(page.getByTestId("notice")).toContainText("(BertForMaskedLM) was made for another task: Fill mask.");
    expect(hub.requests.filter(({ path }) => path.includes("/resolve/"))).toEqual([]);
    await playground.dtype.selectOption("fp32");
    await playground.failure("model-unsupported");
    await expect(playground.error).toContainText("odd/one (BertForMaskedLM) was made for another task: Fill mask.");
    expect(hub.requests.filter(({ method, path }) => method === "GET" && path.includes(".onnx"))).toEqual([]);
    await playground.error.getByRole("button", { name: "Go to “Fill mask” with this model" }).click();
    await expect(page).toHaveURL(/task=fill-mask/);
    await expect(playground.modelId).toHaveValue("odd/one");
  } finally {
    await hub.close();
  }
});
