import { expect, test } from "vitest";
import { createTestApp } from "../testing/app.ts";
import { report, settled } from "../testing/client.ts";

/** The app after a run that loaded a model, as it is at the next visit. */
async function createNextVisit() {
  const first = await createTestApp();
  await first.state().setTask("summarization");
  first.state().setDraft("text", { kind: "text", value: "One" });
  void first.state().start();
  first.workers.last.say({ type: "running", report, loadedNow: true });
  const saved = first.environment.storage.getItem("model-playground") ?? "";
  return createTestApp({ saved });
}

test("what is typed has the model made ready that was loaded at an earlier visit, and says so", async () => {
  const { state, workers } = await createNextVisit();
  expect(workers.preparations).toEqual([]);
  state().setDraft("text", { kind: "text", value: "Two" });
  state().setDraft("text", { kind: "text", value: "Two " });
  expect(workers.preparations).toHaveLength(1);
  expect(workers.preparations[0]?.request).toMatchObject({ taskId: "summarization" });
  expect(state().isPreparing).toBe(true);
  workers.setResident(true);
  workers.preparations[0]?.end();
  await settled();
  expect([state().isPreparing, state().resident]).toEqual([false, true]);
  state().makeReady();
  expect(workers.preparations).toHaveLength(1);
});

test("a model that was never loaded here waits for Run", async () => {
  const { state, workers } = await createTestApp();
  state().setDraft("text", { kind: "text", value: "One" });
  state().makeReady();
  expect(workers.preparations).toEqual([]);
});

test("another dtype is another model", async () => {
  const { state, workers } = await createNextVisit();
  state().makeReady();
  state().setDtype("fp32");
  state().makeReady();
  expect(workers.preparations).toHaveLength(1);
});

test("nothing is made ready while something runs, nor where data is saved", async () => {
  const { state, workers, environment } = await createNextVisit();
  const { isThrifty } = environment;
  environment.isThrifty = () => true;
  state().makeReady();
  environment.isThrifty = isThrifty;
  state().setDraft("text", { kind: "text", value: "Two" });
  expect(workers.preparations).toHaveLength(1);
});

test("whoever comes back to a model that was loaded has its worker opened, but where data is saved, on a page of others, or where one learns", async () => {
  const { state, store, workers, environment } = await createNextVisit();
  state().openReturned();
  expect(workers.openedAhead).toBe(1);
  const { isThrifty } = environment;
  environment.isThrifty = () => true;
  state().openReturned();
  environment.isThrifty = isThrifty;
  store.setState({ view: "embed" });
  state().openReturned();
  store.setState({ view: undefined, learn: "head" });
  state().openReturned();
  store.setState({ learn: undefined });
  await state().setTask("feature-extraction");
  state().openReturned();
  expect(workers.openedAhead).toBe(1);
});

test("whoever turns to another model while one stays loaded has its worker opened ahead, and not at what comes later", async () => {
  const { state, workers } = await createNextVisit();
  expect(workers.openedAhead).toBe(0);
  workers.setResident(true);
  state().setDevice("wasm");
  workers.setResident(false);
  await state().setTask("feature-extraction");
  const { openedAhead } = workers;
  expect(openedAhead).toBeGreaterThan(0);
  state().setDraft("texts", { kind: "list", value: "One" });
  expect(workers.openedAhead).toBe(openedAhead);
});

test("a model that is chosen while another stays loaded is made ready at once, if it was loaded before and is small", async () => {
  const { state, workers } = await createNextVisit();
  workers.setPlace(true);
  workers.setResident(true);
  state().setDevice("wasm");
  workers.setResident(false);
  await state().setTask("feature-extraction");
  state().setDraft("texts", { kind: "list", value: "One" });
  expect(workers.preparations).toEqual([]);
  void state().start();
  workers.last.say({ type: "running", report, loadedNow: true });
  await state().setTask("summarization");
  expect(workers.preparations).toEqual([]);
  await state().setTask("feature-extraction");
  expect(workers.preparations).toMatchObject([{ request: { taskId: "feature-extraction" }, isAhead: true }]);
});
