import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-web";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../shared/json.ts";
import type { TensorValue } from "../../shared/tensor.ts";
import { Guesses, perplexityOf } from "../../tasks/common/text/guesses.ts";
import { causal, masked } from "../../tasks/common/text/run/guesses.ts";
import type { Graph } from "../../tasks/ports.ts";
import { checkpointOf, quiet } from "../../tasks/testing/checkpoint.ts";
import golden from "./guesses.golden.json";
import { loadTokenizer } from "./load-tokenizer.ts";

const Guessed = v.object({
  place: v.number(),
  loss: v.number(),
  rank: v.number(),
  top: v.array(v.tuple([v.number(), v.number()])),
});
const Golden = v.array(
  v.object({
    folder: v.string(),
    objective: v.picklist(["masked", "causal"]),
    text: v.string(),
    ids: v.array(v.number()),
    guesses: v.array(Guessed),
    perplexity: v.number(),
    /** Places that are hidden together, and what is then said of each. */
    hidden: v.optional(v.array(v.number())),
    together: v.optional(v.array(Guessed)),
    /** From place 3, in each head of the last layer; empty where only the graph is known, which does not give it. */
    attention: v.array(v.array(v.number())),
  }),
);

const root = join(import.meta.dirname, "../../..");

function filesOf(folder: string) {
  const bytes = async (name: string) => new Uint8Array(await readFile(join(root, folder, name)));
  const text = async (name: string) => {
    try {
      return await readFile(join(root, folder, name), "utf8");
    } catch {
      return undefined;
    }
  };
  return {
    bytes,
    text,
    json: async (name: string) => {
      const found = await text(name);
      return found === undefined ? undefined : v.parse(Json, JSON.parse(found));
    },
  };
}

/** The graph itself, in ONNX Runtime's build for Node. */
async function graphOf(folder: string): Promise<Graph> {
  const session = await InferenceSession.create(await filesOf(folder).bytes("onnx/model.onnx"));
  return {
    inputNames: session.inputNames,
    inputs: [],
    outputNames: session.outputNames,
    async run(feeds) {
      const { input_ids: ids } = feeds;
      const [rows = 1, places = 1] = ids?.dims ?? [];
      const given = session.inputMetadata.flatMap((input) => {
        const value = feeds[input.name];
        if (value && "data" in value) return [[input.name, new Tensor(value.type, value.data, value.dims)] as const];
        if (input.name === "position_ids") {
          const positions = Array.from({ length: rows * places }, (_, place) => BigInt(place % places));
          return [[input.name, new Tensor("int64", positions, [rows, places])] as const];
        }
        const dims = (input.isTensor ? input.shape : []).map((size, axis) =>
          typeof size === "number" && size > 0 ? size : axis === 0 ? rows : 0,
        );
        return [[input.name, new Tensor("float32", new Float32Array(0), dims)] as const];
      });
      const outputs = Object.entries(await session.run(Object.fromEntries(given)));
      return Object.fromEntries(
        outputs.flatMap(([name, { data, dims }]): readonly (readonly [string, TensorValue])[] =>
          data instanceof Float32Array ? [[name, { type: "float32", data, dims }]] : [],
        ),
      );
    },
  };
}

async function opened(folder: string, objective: string) {
  const files = filesOf(folder);
  const config = (await files.json("config.json")) ?? {};
  const checkpoint = checkpointOf(await graphOf(folder), { config });
  const run = objective === "masked" ? masked : causal;
  const loaded = await run.open({ ...checkpoint, tokenizer: () => loadTokenizer(files, config) });
  return async (input: unknown) => v.parse(Guesses, (await loaded.run(input, {}, quiet, () => 0)).output);
}

const near = (value: number) => expect.closeTo(value, 4);

describe.each(v.parse(Golden, golden))("$folder", ({ folder, objective, text, ids, guesses, perplexity, ...more }) => {
  it("guesses each token as Python does, and is as perplexed", async () => {
    const ask = await opened(folder, objective);
    const read = await ask({ text });
    expect(read.tokens.map(({ id }) => id)).toEqual(ids);
    expect(read.guesses.map(({ place, loss, rank }) => ({ place, loss, rank }))).toEqual(
      guesses.map(({ place, loss, rank }) => ({ place, loss: near(loss), rank })),
    );
    for (const [index, { top }] of guesses.entries()) {
      const shares = top.map(([, share]) => near(share));
      expect(read.guesses[index]?.top.map(({ probability }) => probability)).toEqual(shares);
    }
    expect(perplexityOf(read.guesses)?.perplexity).toBeCloseTo(perplexity, 1);

    const looked = more.hidden ? await ask({ text, hidden: more.hidden }) : read;
    if (more.together) {
      expect(looked.guesses.map(({ place, loss }) => ({ place, loss }))).toEqual(
        more.together.map(({ place, loss }) => ({ place, loss: near(loss) })),
      );
    }
    const layer = looked.attention.at(-1);
    const rows = more.attention.map((_, head) => {
      const start = (head * ids.length + 3) * ids.length;
      return [...(layer?.weights.subarray(start, start + ids.length) ?? [])];
    });
    expect(rows).toEqual(more.attention.map((row) => row.map(near)));
  });
});
