import { expect, it } from "vitest";
import { afterSilence } from "./clock.ts";
import { createFakeClock } from "./testing/clock.ts";

function setUp() {
  const clock = createFakeClock();
  let given = 0;
  const callOff = afterSilence(clock, 1_000, () => {
    given += 1;
  });
  return { ...clock, callOff, given: () => given, pending: () => clock.pendingCount };
}

it("gives up once where nothing has come for so long", async () => {
  const { advance, given, pending } = setUp();
  await advance(999);
  expect(given()).toBe(0);
  await advance(1);
  expect([given(), pending()]).toEqual([1, 0]);
});

it("waits anew where the thread that listens was held itself", async () => {
  const { advance, hold, given } = setUp();
  await advance(500);
  hold(60_000);
  await advance(500);
  expect(given()).toBe(0);
  await advance(1_000);
  expect(given()).toBe(1);
});

it("can be called off after it waited anew", async () => {
  const { advance, hold, callOff, given, pending } = setUp();
  hold(60_000);
  await advance(1_000);
  callOff();
  await advance(10_000);
  expect([given(), pending()]).toEqual([0, 0]);
});
