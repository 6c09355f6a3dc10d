import { describe, expect, it } from "vitest";
import { createFakeClock } from "../shared/testing/clock.ts";
import { createFakeWorkers } from "../shared/testing/worker.ts";
import { createTokenCounter } from "./counter.ts";
import { fails, goodManners, staysSilent } from "./testing/answers.ts";
import { requestOf, times } from "./testing/client.ts";
import { behaving } from "./testing/manners.ts";

function setUp() {
  const clock = createFakeClock();
  const manners = goodManners();
  const workers = createFakeWorkers(clock, behaving(manners));
  const counter = createTokenCounter({ openWorker: workers.openWorker, clock, loadSilenceMs: times.loadSilenceMs });
  const { checkpoint, sources } = requestOf("owner/name");
  const ask = () => counter.tokens({ checkpoint, sources, subject: { kind: "texts", texts: ["a"] } }, () => {});
  return { clock, manners, workers, ask };
}

describe("the counter that counts tokens", () => {
  it("opens no worker before it is asked, and keeps one for what is asked next", async () => {
    const { clock, workers, ask } = setUp();
    expect(workers.all.length).toBe(0);
    const first = ask();
    await clock.advance(20);
    expect(await first.outcome).toEqual({ type: "tokens", count: { counts: [3], maxLength: 64, tokens: [] } });
    const second = ask();
    await clock.advance(20);
    await second.outcome;
    expect(workers.all.length).toBe(1);
  });

  it("stops by ending its worker, and takes a fresh one afterwards", async () => {
    const { clock, manners, workers, ask } = setUp();
    manners.tokens = staysSilent;
    const asked = ask();
    asked.stop();
    expect(await asked.outcome).toEqual({ type: "cancelled" });
    expect(workers.all[0]?.isTerminated).toBe(true);
    manners.tokens = goodManners().tokens;
    const again = ask();
    await clock.advance(20);
    expect((await again.outcome).type).toBe("tokens");
  });

  it("says why it failed", async () => {
    const { clock, manners, ask } = setUp();
    manners.tokens = fails("network-refused");
    const asked = ask();
    await clock.advance(100);
    expect(await asked.outcome).toMatchObject({ type: "failed", failure: { code: "network-refused" } });
  });

  it("gives its memory back when nobody asks any more", async () => {
    const { clock, workers, ask } = setUp();
    const asked = ask();
    await clock.advance(20);
    await asked.outcome;
    await clock.advance(61_000);
    expect(workers.all[0]?.isTerminated).toBe(true);
  });

  it("goes on with what takes long when an earlier question was answered minutes ago", async () => {
    const { clock, manners, workers, ask } = setUp();
    const first = ask();
    manners.tokens = staysSilent;
    const second = ask();
    await clock.advance(20);
    expect((await first.outcome).type).toBe("tokens");
    await clock.advance(100_000);
    expect(workers.all[0]?.isTerminated).toBe(false);
    second.stop();
    expect(await second.outcome).toEqual({ type: "cancelled" });
  });
});
