import { expect, test } from "vitest";
import { createTestApp } from "../testing/app.ts";
import { report } from "../testing/client.ts";
import { findOwnIn } from "./selectors.ts";

test("once a model was loaded, its own settings are known for the options that are left to it, and for no others", async () => {
  const { state, workers } = await createTestApp();
  await state().setTask("text-generation");
  state().setOption("mode", "prompt");
  state().setDraft("text", { kind: "text", value: "Once" });
  expect(findOwnIn(state(), "top_p")).toBeUndefined();
  void state().start();
  const settings = { top_p: 0.8, temperature: 0.6, max_length: 99 };
  workers.last.say({ type: "running", report: { ...report, settings }, loadedNow: true });
  expect(findOwnIn(state(), "top_p")).toBe(0.8);
  // Python's pipeline takes 0.7 whatever the checkpoint says.
  expect(findOwnIn(state(), "temperature")).toBeUndefined();
  expect(findOwnIn(state(), "top_k")).toBeUndefined();
  state().setModel("owner/other");
  expect(findOwnIn(state(), "top_p")).toBeUndefined();
});
