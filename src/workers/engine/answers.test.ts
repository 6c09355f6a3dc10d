import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../shared/json.ts";
import { floatTensor } from "../../shared/tensor.ts";
import { defaultsOf } from "../../tasks/options.ts";
import type { Graph } from "../../tasks/ports.ts";
import { type Answer, Answers } from "../../tasks/question-answering/answer.ts";
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

async function answered(reference: string, changes: Readonly<Record<string, unknown>>, asked: Asked) {
  const checkpoint = await checkpointOver(await changedFiles(reference, changes), {
    graph: async () => graph,
    heldGraph: unused,
    decoder: unused,
  });
  const { question, context, options } = asked;
  const task = await run.open(checkpoint);
  const { output } = await task.run({ question, context }, { ...defaults, ...options }, quiet, () => 0);
  return v.parse(Answers, output).answers;
}

interface Asked {
  readonly question: string;
  readonly context: string;
  readonly options: object;
}

const close = ({ score, ...place }: Answer) => ({ ...place, score: expect.closeTo(score, 5) });

describe.each(golden.tokenizers)("a tokenizer $name", ({ reference, changes, answers }) => {
  it.each(golden.asked.map((asked, place) => ({ ...asked, expected: answers[place] ?? [] })))(
    "gives Python's answers to $question with $options",
    async ({ expected, ...asked }) => {
      expect(await answered(reference, changes, asked)).toEqual(expected.map(close));
    },
  );
});

// The same pipeline with the same scores; NumPy 2.4.6.
it.each([
  [
    "bert-question-answering",
    "Bo",
    3,
    [
      ["Bo", 0.309566, 0, 2],
      ["", 0, 0, 0],
      ["B", 0, 0, 1],
    ],
  ],
  [
    "bert-question-answering",
    "Bo lives.",
    20,
    [
      ...[
        ["Bo lives.", 0.170144, 0, 9],
        ["lives.", 0.129304, 3, 9],
        ["Bo", 0.090788, 0, 2],
        [".", 0.062845, 8, 9],
      ],
      ...[
        ["Bo lives", 0.014085, 0, 8],
        ["lives", 0.010662, 3, 8],
        ["", 0, 0, 0],
        ["B", 0, 0, 1],
        ["Bo liv", 0, 0, 6],
      ],
    ],
  ],
  [
    "roberta-question-answering",
    "Bo lives.",
    50,
    [
      ...[
        ["Bo", 0.492818, 0, 2],
        ["Bo lives.", 0.349592, 0, 9],
        ["lives.", 0.005399, 3, 9],
        ["Bo lives", 0.003641, 0, 8],
      ],
      ...[
        [".", 0.000953, 8, 9],
        ["lives", 4.8e-5, 3, 8],
        ["", 0, 0, 0],
        ["B", 0, 0, 1],
        ["Bo liv", 0, 0, 6],
      ],
    ],
  ],
] as const)("fewer answers than are asked for are filled up as Python's are: %s, %j, %i", async (...asked) => {
  const [reference, context, top_k, expected] = asked;
  const found = await answered(reference, {}, { question: "Who?", context, options: { top_k } });
  expect(found).toEqual(expected.map(([answer, score, start, end]) => close({ answer, score, start, end })));
});
