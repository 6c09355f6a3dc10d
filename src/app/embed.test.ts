import { expect, it } from "vitest";
import { tellAround } from "./embed.ts";
import { createTestApp } from "./testing/app.ts";
import { doneWith } from "./testing/client.ts";

async function createEmbedded(origins: readonly string[]) {
  const app = await createTestApp({ hash: "#task=feature-extraction&view=embed&input.texts=one" });
  const told: { message: unknown; origin: unknown }[] = [];
  tellAround(
    app.store,
    { postMessage: (message: unknown, origin: unknown) => void told.push({ message, origin }) },
    origins,
  );
  return { ...app, told };
}

it("the page around hears that we are ready and how each run ended, under the origins that the site names", async () => {
  const { state, workers, told } = await createEmbedded(["https://a.example", "https://b.example"]);
  const run = state().start();
  await workers.last.end(doneWith([[1, 2]]));
  await run;
  expect(told.map(({ origin }) => origin)).toEqual([
    "https://a.example",
    "https://b.example",
    "https://a.example",
    "https://b.example",
  ]);
  expect(told[0]?.message).toEqual({
    type: "model-playground",
    contract: "1",
    run: 0,
    task: "feature-extraction",
    status: "ready",
  });
  expect(told[2]?.message).toMatchObject({ status: "done", run: 1, result: [[1, 2]], report: { device: "wasm" } });
});

it("a failed run is told with its code, an edit is not told", async () => {
  const { state, workers, told } = await createEmbedded(["https://a.example"]);
  const run = state().start();
  await workers.last.end({ type: "failed", failure: { code: "out-of-memory", message: "Too large." } });
  await run;
  state().setDraft("texts", { kind: "list", value: "two" });
  expect(told).toHaveLength(2);
  expect(told[1]?.message).toMatchObject({ status: "failed", error: { code: "out-of-memory", message: "Too large." } });
});
