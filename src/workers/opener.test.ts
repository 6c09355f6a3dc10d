import { beforeEach, expect, it } from "vitest";
import { createFakeClock, type FakeClock } from "../shared/testing/clock.ts";
import type { Answer } from "../shared/testing/worker.ts";
import { createFakeWorkers, type FakeWorkers } from "../shared/testing/worker.ts";
import { createOpener } from "./opener.ts";
import { crashes, fails, goodManners } from "./testing/answers.ts";
import { behaving, type Manners } from "./testing/manners.ts";

const request = { runtime: { threads: 1 }, taskId: "some-task" };

let clock: FakeClock;
let manners: Manners;
let workers: FakeWorkers;
let opener: ReturnType<typeof createOpener>;

beforeEach(() => {
  clock = createFakeClock();
  manners = goodManners();
  workers = createFakeWorkers(clock, (message, worker) => behaving(manners)(message, worker));
  opener = createOpener({ openWorker: workers.openWorker, clock, loadSilenceMs: 1_000 });
});

it("opens a worker for each model where none was opened ahead", () => {
  opener.open();
  opener.open();
  expect(workers.all.map(({ heard }) => heard)).toEqual([[], []]);
});

it("opens one ahead, whose runtime is started as the site says, and gives it to the next model", async () => {
  opener.openAhead(request);
  opener.openAhead(request);
  await clock.advance(100);
  expect(workers.all).toHaveLength(1);
  expect(workers.last.received).toMatchObject([{ verb: "start", request }]);
  opener.open();
  expect(workers.all).toHaveLength(1);
  opener.open();
  expect(workers.all).toHaveLength(2);
});

it("gives one that is still starting to a model that cannot wait", () => {
  opener.openAhead(request);
  opener.open();
  expect(workers.all).toHaveLength(1);
});

it("gives one back that no model comes for, and no other", async () => {
  opener.openAhead(request);
  await clock.drain();
  expect(workers.live).toEqual([]);
  opener.openAhead(request);
  const taken = opener.open();
  await clock.drain();
  opener.end();
  expect(taken.ended).toBe(false);
  expect(clock.pendingCount).toBe(0);
});

it.each<[string, Answer]>([
  ["did not start", fails("out-of-memory")],
  ["crashed", crashes()],
])("gives no model a worker that %s", async (_, answer) => {
  manners.start = answer;
  opener.openAhead(request);
  await clock.advance(100);
  expect(workers.live).toEqual([]);
  expect(opener.open().ended).toBe(false);
  expect(workers.all).toHaveLength(2);
});
