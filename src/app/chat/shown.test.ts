import { expect, test } from "vitest";
import type { ChatMessage } from "../../shared/media.ts";
import { definitionOf } from "../../tasks/index.ts";
import type { Result } from "../../tasks/visualizer.ts";
import { cancelled, failed, noRun, type Run, started } from "../store/run.ts";
import { shownOf } from "./shown.ts";

const definition = definitionOf("text-generation");
const asked: readonly ChatMessage[] = [{ role: "user", content: "a" }];
const reply: ChatMessage = { role: "assistant", content: "b" };
const checkpoint = { model: "a/b", revision: "main", device: "wasm", dtype: "q4" } as const;
const order = {
  number: 1,
  taskId: "text-generation",
  asked: checkpoint,
  actual: checkpoint,
  fallback: undefined,
  input: { messages: asked },
  options: { mode: "chat" },
} as const;
const result: Result = { output: {}, render: () => null, toJson: async () => [] };
const json = { text: JSON.stringify([{ generated_text: [...asked, reply] }]), bytes: 1 };
const busy = started(order, true, 0);

function ended(status: "cancelled" | "failed"): Run {
  if (!("marks" in busy) || busy.status !== "running") throw new Error("not running");
  if (status === "cancelled") return cancelled({ ...busy, result }, json);
  return failed(order, { code: "stream-broken", message: "" }, { result, json });
}

test("before a run the editors' conversation stands there; during one, what was asked and the reply that grows", () => {
  expect(shownOf(definition, noRun, asked)).toEqual({ turns: asked, hasReply: false });
  expect(shownOf(definition, busy, asked)).toEqual({ turns: asked, hasReply: true });
  expect(shownOf(definition, busy, asked).turns).toBe(asked);
});

test("the last turn is the run's own as long as it is the one that it wrote", () => {
  const turns = [...asked, reply];
  expect(shownOf(definition, ended("cancelled"), turns)).toEqual({ turns: asked, hasReply: true });
  const edited = [...asked, { ...reply, content: "c" }];
  expect(shownOf(definition, ended("cancelled"), edited)).toEqual({ turns: edited, hasReply: false });
  expect(shownOf(definition, ended("cancelled"), [...turns, ...asked]).hasReply).toBe(false);
});

test("an answer that is text alone is the model's turn: what it was asked stands before it", () => {
  const text = { ...json, text: JSON.stringify([{ generated_text: "ab" }]) };
  if (!("marks" in busy) || busy.status !== "running") throw new Error("not running");
  const run = cancelled({ ...busy, result }, text);
  expect(shownOf(definition, run, [...asked, reply])).toEqual({ turns: asked, hasReply: true });
});

test("what broke off is shown behind what was asked, which waits in its editor", () => {
  expect(shownOf(definition, ended("failed"), [])).toEqual({ turns: asked, hasReply: true });
  expect(shownOf(definition, failed(order, { code: "run-failed", message: "" }), [])).toEqual({
    turns: [],
    hasReply: false,
  });
});
