import { expect, test } from "vitest";
import { floatTensor, type TensorValue } from "../../../../shared/tensor.ts";
import type { DecoderGraph, Embedded } from "../../../ports.ts";
import { createSighted } from "./sighted.ts";

const placeId = 9;

/** Vectors of two numbers: of an id twice itself; of the n-th place of the pictures -n. */
function setUp(placesSeeOneAnother?: true, others: readonly string[] = []) {
  const read: (readonly number[])[] = [];
  const types: (readonly number[] | undefined)[] = [];
  const beside: Embedded["beside"][] = [];
  const asked: string[] = [];
  let length = 0;
  const valuesOf = (fresh: unknown) => {
    const { embeddings, typeIds, ...rest }: Embedded = isEmbedded(fresh)
      ? fresh
      : { embeddings: floatTensor(new Float32Array(), []) };
    types.push(typeIds);
    beside.push(rest.beside);
    read.push("data" in embeddings ? [...embeddings.data] : []);
  };
  const graph: DecoderGraph = {
    outputNames: [],
    open: () => ({
      async step(fresh) {
        valuesOf(fresh);
        return new Float32Array(1);
      },
      get length() {
        return length;
      },
      async rewind(to) {
        length = to;
      },
      dispose() {},
    }),
    openBatch: () => ({
      async step(fresh) {
        valuesOf(fresh);
        return [];
      },
      async select() {},
      dispose() {},
    }),
  };
  const sighted = createSighted({
    graph,
    placesSeeOneAnother,
    embed: {
      outputNames: [...others, "inputs_embeds"],
      async run({ input_ids: ids }) {
        const values = ids && "data" in ids ? Array.from(ids.data, Number) : [];
        const dims = [...(ids?.dims ?? []), 2];
        const vectors = Float32Array.from(values.flatMap((id) => [id, id]));
        const more = others.map((name) => [name, floatTensor(vectors.slice(), [...dims.slice(0, 2), 1, 2])]);
        return { ...Object.fromEntries(more), inputs_embeds: floatTensor(vectors, dims) };
      },
    },
    senses: [
      {
        type: "image",
        placeId,
        album: {
          cellsAt: () => undefined,
          async vectorsAt(first, count, width) {
            asked.push(`${first}+${count}`);
            return Float32Array.from({ length: count * width }, (_, at) => -(first + Math.floor(at / width)) - 1);
          },
        },
      },
    ],
  });
  return { sighted, read, asked, types, beside };
}

function isEmbedded(fresh: unknown): fresh is Embedded & { readonly embeddings: TensorValue } {
  return typeof fresh === "object" && fresh !== null && "embeddings" in fresh;
}

test("what the encoder saw stands in the places of pictures, counted on from step to step", async () => {
  const { sighted, read, asked } = setUp();
  const decoder = sighted.open();
  await decoder.step([1, placeId, placeId, 2]);
  await decoder.step([3]);
  await decoder.step([placeId, 4]);
  expect(read).toEqual([
    [1, 1, -1, -1, -2, -2, 2, 2],
    [3, 3],
    [-3, -3, 4, 4],
  ]);
  expect(asked).toEqual(["0+2", "2+1"]);
});

test("what the embedding graph gives beside vectors goes to the decoder as it is, places of pictures and all", async () => {
  const { sighted, read, beside } = setUp(undefined, ["per_layer_inputs"]);
  await sighted.open().step([1, placeId]);
  expect(read).toEqual([[1, 1, -1, -1]]);
  expect(beside[0]?.per_layer_inputs?.dims).toEqual([1, 2, 1, 2]);
  expect([...(beside[0]?.per_layer_inputs?.data ?? [])]).toEqual([1, 1, 9, 9]);
});

test("a graph is told which places are a picture's, where those see one another", async () => {
  const { sighted, types } = setUp(true);
  const decoder = sighted.open();
  await decoder.step([1, placeId, placeId, 2]);
  await decoder.step([3]);
  await sighted.openBatch().step([[placeId, 4]]);
  const others = setUp();
  await others.sighted.open().step([placeId]);
  expect([types, others.types]).toEqual([[[0, 1, 1, 0], undefined, [1, 0]], [undefined]]);
});

test("beams begin with one text and its pictures", async () => {
  const { sighted, read } = setUp();
  const batch = sighted.openBatch();
  await batch.step([[1, placeId]]);
  await batch.step([[2], [3]]);
  expect(read).toEqual([
    [1, 1, -1, -1],
    [2, 2, 3, 3],
  ]);
});

test("a text that was taken back goes on with the pictures behind its end", async () => {
  const { sighted, asked } = setUp();
  const decoder = sighted.open();
  await decoder.step([placeId, 1, placeId, 2]);
  await decoder.rewind?.(2);
  await decoder.step([3, placeId]);
  expect(asked).toEqual(["0+2", "1+1"]);
});

test("a second text sees the pictures from the first one on", async () => {
  const { sighted, asked } = setUp();
  await sighted.open().step([placeId]);
  await sighted.open().step([placeId]);
  expect(asked).toEqual(["0+1", "0+1"]);
});
