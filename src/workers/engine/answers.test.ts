import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../hub/json.ts";
import { floatTensor } from "../../shared/tensor.ts";
import { defaultsOf } from "../../tasks/options.ts";
import type { Graph } from "../../tasks/ports.ts";
import { Answers } from "../../tasks/question-answering/answer.ts";
import { definition } from "../../tasks/question-answering/definition.ts";
import { run } from "../../tasks/question-answering/run.ts";
import { quiet } from "../../tasks/testing/checkpoint.ts";
import { checkpointOver, filesOf } from "../testing/reference.ts";
import golden from "./answers.golden.json" with { type: "json" };

/** The scores of `scripts/golden/answers.py`: by id and place. */
const graph: Graph = {
  inputNames: ["input_ids", "attention_mask"],
  inputs: [],
  outputNames: ["start_logits", "end_logits"],
  async run({ input_ids: ids }) {
    if (!(ids && "data" in ids && ids.data instanceof BigInt64Array)) throw new TypeError("no ids");
    const { data, dims } = ids;
    const width = dims[1] ?? 0;
    const scores = (a: number, b: number) =>
      floatTensor(
        Float32Array.from(data, (id, at) => Math.sin(Number(id) * a + (at % width) * b) * 4),
        dims,
      );
    return { start_logits: scores(1.3, 0.7), end_logits: scores(0.9, 1.1) };
  },
};

const defaults = defaultsOf(definition.options);
const unused = () => Promise.reject(new Error("not asked for"));

async function changedFiles(reference: string, changes: Readonly<Record<string, unknown>>) {
  const own = filesOf(reference);
  const changed = await Promise.all(
    Object.entries(changes).map(
      async ([name, keys]) => [name, { ...(await own.json(name)), ...v.parse(Json, keys) }] as const,
    ),
  );
  // Whatever they were made for.
  const config = { ...(await own.json("config.json")), architectures: null };
  return filesOf(reference, { ...Object.fromEntries(changed), "config.json": config });
}

describe.each(golden.tokenizers)("a tokenizer $name", ({ reference, changes, answers }) => {
  it.each(golden.asked.map((asked, place) => ({ ...asked, expected: answers[place] ?? [] })))(
    "gives Python's answers to $question with $options",
    async ({ question, context, options, expected }) => {
      const checkpoint = await checkpointOver(await changedFiles(reference, changes), {
        graph: async () => graph,
        heldGraph: unused,
        decoder: unused,
      });
      const task = await run.open(checkpoint);
      const { output } = await task.run({ question, context }, { ...defaults, ...options }, quiet, () => 0);
      expect(v.parse(Answers, output).answers).toEqual(
        expected.map(({ score, ...place }) => ({ ...place, score: expect.closeTo(score, 5) })),
      );
    },
  );
});
