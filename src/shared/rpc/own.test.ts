import * as v from "valibot";
import { expect, it } from "vitest";
import { createLoopback } from "../testing/loopback.ts";
import { createCallee, handler } from "./callee.ts";
import { answerOf } from "./caller.ts";
import { withCaller } from "./own.ts";
import { defineVerb } from "./verb.ts";

const waitVerb = defineVerb({ name: "wait", request: v.null(), event: v.never(), answer: v.string() });
const silence = { ms: 60_000, failure: { code: "worker-crashed", message: "Silent." } } as const;

/** A worker that never answers, and whether it is still there. */
function setUp() {
  const handlers = [handler(waitVerb, () => new Promise<string>(() => {}))];
  const port = createLoopback((post) => createCallee(handlers, post, () => "run-failed"));
  let isEnded = false;
  const open = () => ({
    ...port,
    terminate() {
      isEnded = true;
      port.terminate();
    },
  });
  return { open, isEnded: () => isEnded };
}

it("a worker of its own ends as soon as nobody waits for it, in the midst of its work", async () => {
  const { open, isEnded } = setUp();
  const left = new AbortController();
  const asked = withCaller(
    open,
    async (caller) => answerOf(await caller.ask(waitVerb, null, { silence })),
    left.signal,
  );
  expect(isEnded()).toBe(false);
  left.abort();
  expect(isEnded()).toBe(true);
  await expect(asked).rejects.toMatchObject({ code: "run-failed" });
});

it("a worker of its own ends with its work", async () => {
  const { open, isEnded } = setUp();
  expect(await withCaller(open, async () => "done")).toBe("done");
  expect(isEnded()).toBe(true);
});
