import { expect, test } from "vitest";
import { findCard } from "../../hub/card.ts";
import type { TaskId } from "../../tasks/index.ts";
import { createTestApp } from "../testing/app.ts";
import { preflightIn } from "./preflight.ts";

const model = "owner/name";

function foundWith(files: readonly string[], architecture: string) {
  const siblings = files.map((rfilename) => ({ rfilename }));
  const card = findCard(model, { siblings, config: { architectures: [architecture], model_type: "bert" } });
  if (!card) throw new Error("The answer of the Hub is not read.");
  return { [model]: { status: "found", card } } as const;
}

async function preflightOf(task: TaskId, lookups: ReturnType<typeof foundWith>) {
  const app = await createTestApp({ lookups });
  await app.state().setTask(task);
  app.state().setModel(model);
  await expect.poll(() => Object.keys(app.state().learned)).toEqual([`${model}@main`]);
  return preflightIn(app.state());
}

const complete = ["config.json", "onnx/model.onnx", "tokenizer.json"];

test("a model of another task is told as that before it is run", async () => {
  const lookups = foundWith(complete, "BertForMaskedLM");
  expect(await preflightOf("text-classification", lookups)).toEqual({
    reason: "head-other",
    values: { model, architecture: "BertForMaskedLM" },
  });
  expect(await preflightOf("fill-mask", lookups)).toBeUndefined();
  expect(await preflightOf("feature-extraction", lookups)).toBeUndefined();
});

test("a model of texts without any file of a tokenizer is told as that", async () => {
  const files = ["config.json", "onnx/model.onnx"];
  expect(await preflightOf("fill-mask", foundWith(files, "BertForMaskedLM"))).toMatchObject({
    reason: "tokenizer-missing",
  });
  for (const file of ["vocab.txt", "onnx/tokenizer.json", "spiece.model"]) {
    expect(await preflightOf("fill-mask", foundWith([...files, file], "BertForMaskedLM"))).toBeUndefined();
  }
});

test("of a model that nobody can tell of, nothing is said", async () => {
  const app = await createTestApp();
  await app.state().setTask("fill-mask");
  app.state().setModel(model);
  await app.state().learnModel();
  expect(preflightIn(app.state())).toBeUndefined();
});
