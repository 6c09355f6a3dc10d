import { expect, it } from "vitest";
import { embedderFeeds, matchingTaskOf } from "./embedder-feeds.ts";

const tokenizer = { padId: 0 };
const encodingOf = (...ids: number[]) => ({ ids, typeIds: ids.map(() => 0), dropped: 0 });
const graphOf = (...inputs: { name: string; type: string; shape: (number | string)[] }[]) => ({
  inputs,
  inputNames: inputs.map(({ name }) => name),
});
const idsInput = { name: "input_ids", type: "int64", shape: ["batch", "tokens"] };

it("a table of vectors reads texts one after the other, and where each begins", () => {
  const graph = graphOf({ ...idsInput, shape: ["ids"] }, { name: "offsets", type: "int64", shape: ["texts"] });
  const feeds = embedderFeeds({ graph, tokenizer, taskId: undefined }, [encodingOf(5, 6), encodingOf(), encodingOf(7)]);
  expect(feeds).toEqual({
    input_ids: { type: "int64", data: BigInt64Array.from([5n, 6n, 7n]), dims: [3] },
    offsets: { type: "int64", data: BigInt64Array.from([0n, 2n, 2n]), dims: [3] },
  });
});

it("a graph that asks for a task is told the one of texts that are compared, in the graph's own shape", () => {
  const taskId = matchingTaskOf({ lora_adaptations: ["retrieval.query", "retrieval.passage", "text-matching"] });
  expect(taskId).toBe(2);
  for (const [shape, dims] of [
    [[], []],
    [[1], [1]],
    [["batch"], [2]],
  ]) {
    const graph = graphOf(idsInput, { name: "task_id", type: "int64", shape: shape ?? [] });
    const { task_id } = embedderFeeds({ graph, tokenizer, taskId }, [encodingOf(5), encodingOf(6)]);
    expect(task_id?.dims).toEqual(dims);
    expect(Array.from(task_id?.data ?? [], Number)).toEqual(new Array(dims?.[0] ?? 1).fill(2));
  }
});

it("where no adapter is known, nothing is made up", () => {
  expect(matchingTaskOf({})).toBeUndefined();
  expect(matchingTaskOf({ lora_adaptations: ["classification"] })).toBeUndefined();
});
