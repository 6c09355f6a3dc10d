import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { beforeAll, expect, it } from "vitest";
import { readSaved } from "../saved.ts";
import type { Arrays } from "./layers.ts";
import { createLearner, openDevice } from "./learner.ts";
import { attentionOf, tokenLoss } from "./network.ts";

const root = join(import.meta.dirname, "../../..");

/** By PyTorch (`scripts/golden/guesses.py`): what place 3 looks at, in each head of the last layer. */
const Golden = v.array(
  v.object({ folder: v.string(), ids: v.array(v.number()), attention: v.array(v.array(v.number())) }),
);

beforeAll(async () => {
  await openDevice("wasm");
});

it("looks where PyTorch does", async () => {
  const golden = v.parse(
    Golden,
    JSON.parse(readFileSync(join(root, "src/workers/engine/guesses.golden.json"), "utf8")),
  );
  const { ids, attention } = golden.find(({ folder }) => folder.endsWith("tiny-causal-english")) ?? {
    ids: [],
    attention: [],
  };
  const { net } = readSaved(readFileSync(join(root, "public/learn/english-causal.safetensors")));
  const loss = (arrays: Arrays, batch: Arrays) => tokenLoss(arrays, batch, net);
  const learner = createLearner({
    start: net.weights,
    loss,
    pass: loss,
    attention: (arrays, { inputs }) => {
      if (!inputs) throw new RangeError("There is nothing to look at.");
      return attentionOf(arrays, inputs, net);
    },
  });
  const inputs = { data: Int32Array.from(ids), dims: [1, ids.length] };
  const shares = await learner.attentionOf({ inputs });
  learner.dispose();
  const { layers, heads } = net.shape;
  expect(shares).toHaveLength(layers * heads * ids.length ** 2);
  const rows = Array.from({ length: heads }, (_, head) => {
    const start = (((layers - 1) * heads + head) * ids.length + 3) * ids.length;
    return [...shares.subarray(start, start + ids.length)];
  });
  expect(rows).toEqual(attention.map((row) => row.map((share) => expect.closeTo(share, 4))));
});
