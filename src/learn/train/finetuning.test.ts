import { expect, it } from "vitest";
import { Stopped } from "../../shared/errors.ts";
import { bodyParameters } from "../network/shape.ts";
import { createWeights } from "../network/weights.ts";
import { createVocabulary, tokensOf } from "../text/vocabulary.ts";
import { createFinetuning, type FinetunePlan } from "./finetuning.ts";
import { openDevice } from "./learner.ts";

const words = ["the cat sat", "the dog lay"];
const plan: FinetunePlan = {
  lines: words.flatMap((text, label) => [1, 2, 3].map(() => ({ label: String(label), text }))),
  part: "all",
  examples: 4,
  seed: 1,
};
const vocabulary = createVocabulary(tokensOf(words.join(" "), "words"), "words");
const measures = { context: 8, width: 4, heads: 2, layers: 1, inner: 8 } as const;
const shape = { ...measures, vocabulary: vocabulary.tokens.length };
const net = { objective: "causal", shape, vocabulary, weights: createWeights(bodyParameters(shape), 2) } as const;

it("goes on with the same losses where it was stopped between its two networks", async () => {
  await openDevice("wasm");
  const [whole, parts] = [createFinetuning(net, plan), createFinetuning(net, plan)];
  const goOn = () => Promise.resolve();
  const stop = () => Promise.reject(new Stopped());
  const wanted = [await whole.step(goOn), await whole.step(goOn)];
  const found = [await parts.step(goOn)];
  await expect(parts.step(stop)).rejects.toThrow(Stopped);
  expect(parts.steps).toBe(1);
  found.push(await parts.step(stop));
  expect(found).toEqual(wanted);
  expect(parts.steps).toBe(2);
});
