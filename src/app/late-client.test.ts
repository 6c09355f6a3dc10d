import { expect, test } from "vitest";
import { requestOf } from "../workers/testing/client.ts";
import { createLateClient } from "./late-client.ts";
import { createFakeClient, settled } from "./testing/client.ts";

const request = requestOf("a");

/** A client that comes when the test says so. */
function createLate() {
  const workers = createFakeClient();
  const asked: ((reason?: Error) => void)[] = [];
  const client = createLateClient(
    () =>
      new Promise((resolve, reject) => {
        asked.push((reason) => (reason ? reject(reason) : resolve(workers.client)));
      }),
  );
  return { client, workers, asked };
}

test("nothing is fetched before something is asked, and then once", async () => {
  const { client, workers, asked } = createLate();
  expect([client.isResident("some-task", request.checkpoint), asked.length]).toEqual([false, 0]);
  const first = client.run(request, () => {});
  client.run(request, () => {});
  asked[0]?.();
  await settled();
  expect([asked.length, workers.runs.length]).toEqual([1, 2]);
  await workers.runs[0]?.end({ type: "cancelled" });
  expect(await first.outcome).toEqual({ type: "cancelled" });
  workers.setResident(true);
  expect(client.isResident("some-task", request.checkpoint)).toBe(true);
});

test("whoever came back to a model has a worker opened as soon as the client has come, whoever turns to one has not", async () => {
  const { client, workers, asked } = createLate();
  expect([client.openAhead("some-task", request.checkpoint), asked.length]).toEqual([false, 0]);
  client.openAhead("some-task", request.checkpoint, {});
  expect([workers.openedAhead, asked.length]).toEqual([0, 1]);
  asked[0]?.();
  await settled();
  expect(workers.openedAhead).toBe(1);
});

test("a run that is stopped while the client is still to come ends at once, and is never begun", async () => {
  const { client, workers, asked } = createLate();
  const { outcome, stop } = client.run(request, () => {});
  stop();
  expect(await outcome).toEqual({ type: "cancelled" });
  asked[0]?.();
  await settled();
  expect(workers.runs).toEqual([]);
});

test("a run that was begun is stopped by the client", async () => {
  const { client, workers, asked } = createLate();
  const { stop } = client.run(request, () => {});
  asked[0]?.();
  await settled();
  stop();
  expect(workers.last.isStopped).toBe(true);
});

test("where it cannot be fetched the run fails, and the next one asks again", async () => {
  const { client, workers, asked } = createLate();
  const { outcome } = client.run(request, () => {});
  asked[0]?.(new Error("Failed to fetch"));
  expect(await outcome).toMatchObject({ type: "failed", failure: { code: "worker-crashed" } });
  client.run(request, () => {});
  asked[1]?.();
  await settled();
  expect(workers.runs).toHaveLength(1);
});
