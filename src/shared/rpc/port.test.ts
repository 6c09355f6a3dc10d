import { describe, expect, it } from "vitest";
import { realClock } from "../clock.ts";
import { createFakeClock } from "../testing/clock.ts";
import { createFakeWorker } from "../testing/worker.ts";
import { openOrCrash } from "./port.ts";

describe("openOrCrash", () => {
  it("gives the worker that was opened", () => {
    const worker = createFakeWorker(createFakeClock(), () => {});
    expect(openOrCrash(() => worker)).toBe(worker);
  });

  it("gives one that crashes at once where none could be opened", () => {
    const port = openOrCrash(() => {
      throw new Error("refused by a policy");
    });
    const crashes: string[] = [];
    port.listen({ onMessage: () => {}, onCrash: (reason) => crashes.push(reason) });
    port.post({ type: "stop", id: 1 });
    port.terminate();
    expect(crashes).toEqual(["Error: refused by a policy"]);
  });
});

describe("realClock", () => {
  it("calls after the time, and not what was called off", async () => {
    const calls: string[] = [];
    const startedAtMs = realClock.now();
    const callOff = realClock.after(1, () => calls.push("called off"));
    callOff();
    await new Promise<void>((resolve) => {
      realClock.after(5, resolve);
    });
    expect(calls).toEqual([]);
    expect(realClock.now() - startedAtMs).toBeGreaterThanOrEqual(4);
  });
});
