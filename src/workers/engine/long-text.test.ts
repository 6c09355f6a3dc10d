import { expect, it } from "vitest";
import { Stopped } from "../../shared/errors.ts";
import { defaultsOf } from "../../tasks/options.ts";
import { definition } from "../../tasks/summarization/definition.ts";
import { run } from "../../tasks/summarization/run.ts";
import { checkpointOver, filesOf } from "../testing/reference.ts";

const inputNames = ["input_ids", "attention_mask"];
const neverRun = () => Promise.reject(new Error("The graph was run."));
const unopened = () => {
  throw new Error("The decoder was opened.");
};

/** T5 with its own tokenizer; its graphs are never reached. */
const openT5 = async () =>
  run.open(
    await checkpointOver(filesOf("t5-summarization"), {
      graph: neverRun,
      heldGraph: async () => ({ inputNames, hold: neverRun }),
      decoder: async () => ({ outputNames: [], open: unopened, openBatch: unopened }),
    }),
  );

const sentences = "The quick brown fox jumps over the lazy dog, and then it sleeps. ".repeat(7700);
/** No place to be cut at. */
const word = "a".repeat(500_000);
/** A machine with much else to do is slow. */
const timeout = 300_000;

/** Runs until `tell` throws or the model is reached. */
async function reach(text: string, progress: (done: number, total: number) => void, signal: AbortSignal) {
  const { run: ask } = await openT5();
  const context = { signal, progress, emit() {}, notice() {}, measure() {} };
  await ask({ text }, defaultsOf(definition.options), context, () => 0);
}

it("T5 tells how far it is with cutting 500 kB, as the first tenth of a run", { timeout }, async () => {
  const shares: number[] = [];
  const tell = (done: number, total: number) => shares.push(done / total);
  await expect(reach(sentences, tell, new AbortController().signal)).rejects.toThrow("The graph was run.");
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[0]).toBeLessThan(0.06);
  expect(shares.at(-1)).toBeGreaterThan(0.06);
  expect(shares.at(-1)).toBeLessThanOrEqual(0.1);
});

it.each(Object.entries({ sentences, "one word": word }))(
  "T5 stops in the middle of cutting 500 kB of %s",
  { timeout },
  async (_, text) => {
    const stop = new AbortController();
    const shares: number[] = [];
    const tell = (done: number, total: number) => {
      shares.push(done / total);
      stop.abort();
    };
    await expect(reach(text, tell, stop.signal)).rejects.toBeInstanceOf(Stopped);
    expect(shares).toHaveLength(1);
  },
);
