import { expect, test } from "vitest";
import { createSlices, nextMacrotask } from "./pause.ts";

test("work pauses only where its slice is used up, and counts the next slice from the end of the pause", async () => {
  let nowMs = 0;
  const pauses: number[] = [];
  const slice = createSlices(40, {
    now: () => nowMs,
    pause: async () => {
      pauses.push(nowMs);
      nowMs += 100;
    },
  });
  const found: boolean[] = [];
  for (let piece = 0; piece < 5; piece++) {
    nowMs += 20;
    found.push(await slice());
  }
  expect(found).toEqual([false, true, false, true, false]);
  expect(pauses).toEqual([40, 180]);
});

test("a message that was posted before comes in during a pause", async () => {
  const { port1, port2 } = new MessageChannel();
  const heard: unknown[] = [];
  port1.onmessage = ({ data }) => heard.push(data);
  port2.postMessage("stop");
  while (heard.length === 0) await nextMacrotask();
  expect(heard).toEqual(["stop"]);
  port1.close();
});
