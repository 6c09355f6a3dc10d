import { expect, test } from "vitest";
import { type Pace, paceOf } from "./pace.ts";

test("pictures at one pace are told at that pace, and a change of it is soon told", () => {
  let pace: Pace | undefined;
  for (let picture = 0; picture < 5; picture++) pace = paceOf(pace, 50, 30);
  expect(pace).toEqual({ perSecond: 20, delayMs: 30 });
  for (let picture = 0; picture < 20; picture++) pace = paceOf(pace, 200, 150);
  expect(pace?.perSecond).toBeCloseTo(5, 0);
  expect(pace?.delayMs).toBeCloseTo(150, -1);
});

test("pictures that come unevenly are told by how many come", () => {
  let pace: Pace | undefined;
  for (let picture = 0; picture < 100; picture++) pace = paceOf(pace, picture % 2 === 0 ? 40 : 160, 30);
  expect(pace?.perSecond).toBeGreaterThan(8);
  expect(pace?.perSecond).toBeLessThan(12);
});
