import { expect, test } from "vitest";
import { Stopped } from "../../../../shared/errors.ts";
import { floatTensor, type TensorMap } from "../../../../shared/tensor.ts";
import { pool } from "../../../../shared/vectors/pooling.ts";
import type { Encoding, Graph, Tokenizer } from "../../../ports.ts";
import { createPassSize } from "../../text/run/pass-size.ts";
import { forEachPass } from "./passes.ts";
import { createRows } from "./rows.ts";

const tokenizer: Tokenizer = {
  encode: () => ({ ids: [], typeIds: [], dropped: 0 }),
  decode: () => "",
  chat: () => [],
  hasChatTemplate: false,
  chatTemplateNames: () => false,
  idOf: () => undefined,
  padId: 99,
  specialIds: new Set(),
  maxLength: 512,
};

const lengths = [5, 1, 4, 2, 3, 40];
const encodings: readonly Encoding[] = lengths.map((length, place) => ({
  ids: new Array<number>(length).fill(place),
  typeIds: [],
  dropped: 0,
}));

/** Every token's vector is [its id, 1], as if the model only said what it read. */
function echo(shapes: (readonly number[])[]): Graph {
  return {
    inputNames: [],
    inputs: [],
    outputNames: [],
    async run({ input_ids: ids }: TensorMap) {
      if (ids?.type !== "int64") throw new TypeError("no ids");
      shapes.push(ids.dims);
      const data = Float32Array.from([...ids.data].flatMap((id) => [Number(id), 1]));
      return { last_hidden_state: floatTensor(data, [...ids.dims, 2]) };
    },
  };
}

function setUp(isSolitary: boolean, signal = new AbortController().signal) {
  const shapes: (readonly number[])[] = [];
  const told: number[] = [];
  const rows = createRows(lengths.length);
  const passSize = { tokens: 8, took: () => {} };
  const embedder = {
    graph: echo(shapes),
    hidden: "last_hidden_state",
    tokenizer,
    isSolitary,
    passSize,
    taskId: undefined,
  };
  const passed = forEachPass(
    embedder,
    encodings,
    { signal, progress: (done, total) => told.push(done / total) },
    ({ hidden, dims, mask, places }) => rows.add(pool(hidden, mask, dims, "mean"), places),
  );
  return { shapes, told, rows, passed };
}

test("texts of like length share a pass within the bound, and each vector comes to its text's place", async () => {
  const { shapes, told, rows, passed } = setUp(false);
  await passed;
  expect(shapes).toEqual([
    [2, 2],
    [2, 4],
    [1, 5],
    [1, 40],
  ]);
  expect([...rows.all().data]).toEqual([0, 1, 1, 1, 2, 1, 3, 1, 4, 1, 5, 1]);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
});

test("where a neighbour would change a vector, each text has a pass of its own", async () => {
  const { shapes, passed } = setUp(true);
  await passed;
  expect(shapes.map(([texts]) => texts)).toEqual([1, 1, 1, 1, 1, 1]);
});

test("a stop between two passes tells what is done by then", async () => {
  const abort = new AbortController();
  const rows = createRows(lengths.length);
  let kept: readonly number[] = [];
  const embedder = {
    graph: echo([]),
    hidden: "last_hidden_state",
    tokenizer,
    isSolitary: true,
    passSize: createPassSize(),
    taskId: undefined,
  };
  const passed = forEachPass(
    embedder,
    encodings,
    { signal: abort.signal, progress: (done) => done >= 3 && abort.abort() },
    ({ hidden, dims, mask, places }) => rows.add(pool(hidden, mask, dims, "mean"), places),
    () => {
      kept = [...rows.some().places];
    },
  );
  await expect(passed).rejects.toThrow(Stopped);
  expect(kept).toEqual([1, 3]);
  expect([...rows.some().vectors.data]).toEqual([1, 1, 3, 1]);
});
