import { expect, test } from "vitest";
import { createTestApp } from "../testing/app.ts";
import { doneWith, report } from "../testing/client.ts";

const picture = { data: new Uint8ClampedArray(16), width: 2, height: 2 };
const draft = { kind: "image", value: { pixels: picture, name: "a.png", file: new Blob([]) } } as const;
const click = (x: number) => ({ points: [{ x, y: 1, label: 1 }] });
const running = { type: "running", report, loadedNow: true } as const;

async function createPointedApp() {
  const app = await createTestApp({ hash: "#task=mask-generation" });
  app.state().setDraft("image", draft);
  return app;
}

test("pointing sets the option, and starts no run while the model is not loaded", async () => {
  const { state, workers } = await createPointedApp();
  state().point(click(1));
  expect(state().options["mask-generation"]).toEqual(click(1));
  expect(workers.runs).toHaveLength(0);
});

test("with the model loaded a click runs, and the result before it stays in sight until the next comes", async () => {
  const { state, workers } = await createPointedApp();
  workers.setResident(true);
  state().point(click(1));
  expect(workers.last.request.options).toMatchObject(click(1));
  workers.last.say(running);
  await workers.last.end(doneWith(["first"]));
  state().point(click(2));
  expect(state().run).toMatchObject({ status: "running", order: { replaces: { result: { output: ["first"] } } } });
});

test("clicks during a run are one run after it, with all that was pointed at", async () => {
  const { state, workers } = await createPointedApp();
  workers.setResident(true);
  state().point(click(1));
  workers.last.say(running);
  state().point(click(2));
  state().point(click(3));
  expect(workers.runs).toHaveLength(1);
  await workers.last.end(doneWith([]));
  expect(workers.runs).toHaveLength(2);
  expect(workers.last.request.options).toMatchObject(click(3));
  workers.last.say(running);
  await workers.last.end(doneWith([]));
  expect(workers.runs).toHaveLength(2);
});

test("a run that was stopped or failed is not taken up again by itself", async () => {
  const { state, workers } = await createPointedApp();
  workers.setResident(true);
  state().point(click(1));
  workers.last.say(running);
  state().point(click(2));
  await workers.last.end({ type: "cancelled" });
  expect(workers.runs).toHaveLength(1);
});

test("what was pointed at goes with its picture; what an address or a hand set, stays", async () => {
  const { state } = await createPointedApp();
  state().setOption("box", { xmin: 0, ymin: 0, xmax: 1, ymax: 1 });
  state().point(click(1));
  state().setDraft("image", { ...draft });
  expect(state().options["mask-generation"]).toEqual({ box: { xmin: 0, ymin: 0, xmax: 1, ymax: 1 } });
});
