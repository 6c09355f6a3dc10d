import * as v from "valibot";
import { type Hub, startHub } from "./hub/hub.ts";
import { startCompressingMirror } from "./odd/compressing-mirror.ts";
import { embedderFaults, embedders } from "./odd/embedders.ts";
import { Case, type Changed, type Fault, type Layout } from "./odd/layout.ts";
import { createOdd, type OddRepository } from "./odd/repository.ts";
import { third, withFewer } from "./support/nightly.ts";
import type { Choice, Playground } from "./support/playground.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";

/** A host that serves files and lists nothing. */
const plainEndpointOf = ({ url }: Hub) => ({
  name: "Plain",
  host: `${url}/plain/`,
  path: "../{model}/resolve/{revision}/{file}",
});
const hosts = { "a Hub": endpointOf, "a plain mirror": plainEndpointOf } as const;

const Reference = v.object({ task: v.string(), cases: v.tupleWithRest([Case], v.unknown()) });
const Scored = v.array(v.object({ label: v.string(), score: v.number() }));

const Numbers = v.array(v.number());

const bert = "bert-text-classification";
const wav2vec2 = "wav2vec2-automatic-speech-recognition";
const jsonIn = (text: string) => v.parse(v.record(v.string(), v.unknown()), JSON.parse(text));
const otherDtypes = ["fp16", "q4", "q4f16", "quantized"].map((dtype) => `onnx/model_${dtype}.onnx`);

/** Layouts of repositories on the Hub that were not made for transformers.js (docs/checkpoints.md). */
const layouts: Readonly<Record<string, Layout>> = {
  ...embedders,
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
    hosts: ["a Hub"],
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
    hosts: ["a plain mirror"],
    change: (odd) => odd.remove("tokenizer.json"),
  },
  "an optimized graph of halves": {
    reference: bert,
    dtype: "fp16",
    hosts: ["a Hub"],
    async change(odd) {
      await odd.move("onnx/model.onnx", "onnx/model_O4.onnx");
      await odd.remove(...otherDtypes);
    },
  },
  "its chat template in chat_template.json": {
    reference: "llama-text-generation-chat",
    hosts: ["a plain mirror"],
    async change(odd) {
      const { chat_template, ...settings } = jsonIn(await odd.read("tokenizer_config.json"));
      await odd.write("tokenizer_config.json", JSON.stringify(settings));
      await odd.write("chat_template.json", JSON.stringify({ chat_template }));
    },
  },
  "its image processor in processor_config.json": {
    reference: "vit-image-classification",
    hosts: ["a Hub"],
    async change(odd) {
      const image_processor = jsonIn(await odd.read("preprocessor_config.json"));
      await odd.write("processor_config.json", JSON.stringify({ image_processor }));
      await odd.remove("preprocessor_config.json");
    },
  },
  "letters of several languages": {
    reference: wav2vec2,
    hosts: ["a Hub"],
    async change(odd) {
      const letters = jsonIn(await odd.read("vocab.json"));
      await odd.write("vocab.json", JSON.stringify({ deu: { "<pad>": 0 }, eng: letters }));
      const settings = jsonIn(await odd.read("tokenizer_config.json"));
      await odd.write("tokenizer_config.json", JSON.stringify({ ...settings, target_lang: "eng" }));
      await odd.remove("tokenizer.json");
    },
  },
  "nulls, Infinity and no architectures in its configs": {
    reference: bert,
    hosts: ["a Hub"],
    async change(odd) {
      const config = (await odd.read("config.json")).replace(/"architectures": \[[^\]]*\],/, '"architectures": null,');
      await odd.write("config.json", config.replace("{", '{"time_step_limit": [0.0, Infinity], "use_cache": null,'));
      const settings = await odd.read("tokenizer_config.json");
      await odd.write("tokenizer_config.json", settings.replace("{", '{"chat_template": null, "max_length": null,'));
    },
  },
};

interface Asked {
  readonly choice: Choice;
  readonly inputs: v.InferOutput<typeof Case>["inputs"];
  readonly expected: v.InferOutput<typeof Case>["output"];
}

async function askedOf(
  { reference, dtype = "fp32", asked: own }: Pick<Layout, "reference" | "dtype" | "asked">,
  model = "odd/one",
): Promise<Asked> {
  const { task: usual, cases } = v.parse(Reference, await recorded(`e2e/reference/${reference}/reference.json`));
  const { task, inputs, options, output } = own ?? { task: usual, ...cases[0] };
  const asked = task === "text-generation" && "text" in inputs ? { ...options, mode: "prompt" } : options;
  return { choice: { task, model, device: "wasm", dtype, options: asked }, inputs, expected: output };
}

async function open(playground: Playground, { choice, inputs }: Asked): Promise<void> {
  await playground.open(choice);
  for (const [name, value] of Object.entries(inputs)) {
    if (v.is(v.array(v.string()), value)) await playground.fill(name, value.join("\n"));
    else if (typeof value !== "string") await playground.fill(`${name}-json`, JSON.stringify(value));
    else if (value.startsWith("media/")) await playground.give(name, fileOf(`e2e/reference/${value}`));
    else await playground.fill(name, value);
  }
}

/** Vectors and scores. */
function near(expected: readonly unknown[]): readonly unknown[] {
  return expected.map((one) => (v.is(v.array(v.unknown()), one) ? near(one) : expect.closeTo(Number(one), 4)));
}

/** What the page tells beside Python's answer is its own matter: the tokens of a text. */
function expectSame(answer: unknown, expected: Asked["expected"]): void {
  if (v.is(Numbers, expected) || v.is(v.array(Numbers), expected)) {
    expect(v.parse(v.array(v.unknown()), answer)).toEqual(near(expected));
    return;
  }
  if (!v.is(Scored, expected)) {
    expect(answer).toMatchObject(expected);
    return;
  }
  const scored = v.parse(Scored, answer);
  expect(scored.map(({ label }) => label)).toEqual(expected.map(({ label }) => label));
  for (const [place, { score }] of expected.entries()) expect(scored[place]?.score).toBeCloseTo(score, 4);
}

const idOf = (what: string) => `odd/${what.replaceAll(/\W+/g, "-")}`;

/**
 * A Hub with a changed copy for each name. They are asked for in one page: each would else pay for a page and a runtime of
 * its own, which is most of what a tiny checkpoint costs.
 */
async function withHub(changed: Readonly<Record<string, Changed>>, use: (hub: Hub) => Promise<void>): Promise<void> {
  const copies: OddRepository[] = [];
  try {
    const repos: Record<string, string> = {};
    for (const [what, { reference, change }] of Object.entries(changed)) {
      const odd = await createOdd(reference);
      copies.push(odd);
      await change(odd);
      repos[idOf(what)] = odd.folder;
    }
    const hub = await startHub({ repos });
    await use(hub).finally(() => hub.close());
  } finally {
    for (const odd of copies) await odd.close();
  }
}

for (const [host, endpointOn] of Object.entries(hosts)) {
  test(
    `checkpoints in layouts that were not made for this page run from ${host}`,
    withFewer,
    async ({ page, playground }) => {
      const fit = Object.entries(layouts).filter(([, layout]) => layout.hosts?.some((one) => one === host) ?? true);
      // A layout that is for one host alone has no like on the other.
      const [alike, own] = [fit.filter(([, { hosts }]) => !hosts), fit.filter(([, { hosts }]) => hosts)];
      const served = host === "a Hub" ? fit : [...third(alike), ...own];
      await withHub(Object.fromEntries(served), async (hub) => {
        await deploy(page, { endpoints: [endpointOn(hub)] });
        for (const [what, layout] of served) {
          await test.step(`a checkpoint with ${what}`, async () => {
            const asked = await askedOf(layout, idOf(what));
            await open(playground, asked);
            expectSame(await playground.answer(), asked.expected);
          });
        }
      });
    },
  );
}

test("a mirror that compresses JSON serves", async ({ page, playground }) => {
  const odd = await createOdd(bert);
  const mirror = await startCompressingMirror(odd.folder);
  try {
    await deploy(page, { endpoints: [mirror.endpoint] });
    await open(playground, await askedOf({ reference: bert }));
    await playground.answer();
  } finally {
    await mirror.close();
    await odd.close();
  }
});

/** What is wrong with a repository, and what a reader is told. */
const faults: Readonly<Record<string, Fault>> = {
  ...embedderFaults,
  "a Git LFS pointer for its weights": {
    reference: bert,
    change: (odd) => odd.write("onnx/model.onnx", pointer),
    code: "file-corrupt",
    words: /onnx\/model\.onnx came as a Git LFS pointer/,
  },
  "no graph at all": {
    reference: bert,
    change: (odd) => odd.remove("onnx"),
    code: "model-unsupported",
    words: /no ONNX graph model\.onnx, in no number format/,
  },
  "neither a tokenizer nor files for one": {
    reference: bert,
    change: (odd) => odd.remove("tokenizer.json", "vocab.txt"),
    code: "model-unsupported",
    words: /no tokenizer that can be read here \(tokenizer\.json\)/,
  },
  "features that are not made here": {
    reference: wav2vec2,
    async change(odd) {
      const settings = jsonIn(await odd.read("preprocessor_config.json"));
      const changed = { ...settings, feature_extractor_type: "EncodecFeatureExtractor" };
      await odd.write("preprocessor_config.json", JSON.stringify(changed));
    },
    code: "model-unsupported",
    words: /hears sounds in a form that this page cannot make/,
  },
};

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"ab".repeat(32)}\nsize 211586\n`;

test("a repository that cannot run is told as what is wrong with it", async ({ page, playground }) => {
  await withHub(faults, async (hub) => {
    await deploy(page, { endpoints: [plainEndpointOf(hub)] });
    for (const [what, { reference, code, words }] of Object.entries(faults)) {
      await test.step(`a repository with ${what}`, async () => {
        await open(playground, await askedOf({ reference }, idOf(what)));
        await playground.failure(code);
        await expect(playground.error).toContainText(words);
      });
    }
  });
});

test("a config that breaks off in the middle is told as network-cut", async ({ page, playground }) => {
  const odd = await createOdd(bert);
  const mirror = await startCompressingMirror(odd.folder, "config.json");
  try {
    await deploy(page, { endpoints: [mirror.endpoint] });
    await open(playground, await askedOf({ reference: bert }));
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
