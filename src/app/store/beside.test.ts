import { expect, test } from "vitest";
import { Stopped } from "../../shared/errors.ts";
import { createTestApp } from "../testing/app.ts";
import { doneWith, report } from "../testing/client.ts";

test("the model of a result is asked something beside it, which changes nothing on screen", async () => {
  const { state, workers } = await createTestApp();
  state().setDraft("texts", { kind: "list", value: "one\ntwo" });
  void state().start();
  workers.last.say({ type: "running", report, loadedNow: true });
  await workers.last.end(doneWith([1]));
  const { run } = state();
  if (run.status !== "done") throw new Error("not done");
  state().setOption("pooling", "cls");

  const change = { input: { texts: ["which"] }, options: { prompt_name: "query", pooling: "none of them" } };
  const answer = state().beside(run.order, change);
  expect(workers.last.request).toMatchObject({
    input: { texts: ["which"] },
    options: { prompt_name: "query", pooling: "auto", normalize: true },
    checkpoint: run.order.actual,
  });
  await workers.last.end(doneWith([2]));
  expect(await answer).toEqual([2]);
  expect(state().run).toMatchObject({ status: "done", order: { number: 1 }, result: { output: [1] } });

  const left = new AbortController();
  const leaving = state().beside(run.order, change, () => {}, left.signal);
  left.abort();
  expect(workers.last.isStopped).toBe(true);
  void workers.last.end({ type: "cancelled" });
  await expect(leaving).rejects.toThrow(Stopped);

  const failing = state().beside(run.order, change);
  void workers.last.end({ type: "failed", failure: { code: "device-lost", message: "gone" } });
  await expect(failing).rejects.toMatchObject({ code: "device-lost" });
});
