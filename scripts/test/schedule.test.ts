import { describe, expect, it } from "vitest";
import { type Job, runJobs } from "./schedule.mjs";

/** Runs jobs whose turns are counted in microtasks, and keeps what was seen. */
async function play(jobs: readonly (Omit<Job<string>, "run"> & { turns: number; result?: string })[]) {
  const running = new Set<string>();
  const beside: string[] = [];
  const told: string[] = [];
  await runJobs(
    jobs.map(({ turns, result = "ok", ...job }) => ({
      ...job,
      run: async () => {
        running.add(job.name);
        beside.push([...running].join("+"));
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        running.delete(job.name);
        return result;
      },
    })),
    {
      width: 2,
      isOk: (result) => result === "ok",
      toBlocked: (need) => `blocked by ${need}`,
      onResult: ({ name }, result) => told.push(`${name}: ${result}`),
    },
  );
  return { beside, told };
}

describe("runJobs", () => {
  it("tells results in the order of the list, however long each takes", async () => {
    const { told } = await play([
      { name: "slow", turns: 50 },
      { name: "quick", turns: 1 },
      { name: "next", turns: 1 },
    ]);
    expect(told).toEqual(["slow: ok", "quick: ok", "next: ok"]);
  });

  it("runs two at a time, and one that wants to be alone by itself", async () => {
    const { beside } = await play([
      { name: "a", turns: 9 },
      { name: "b", turns: 9 },
      { name: "c", turns: 9, alone: true },
      { name: "d", turns: 9 },
    ]);
    expect(beside).toEqual(["a", "a+b", "c", "d"]);
  });

  it("goes on after a failure, but not with what needs it", async () => {
    const { told } = await play([
      { name: "build", turns: 1, result: "broken" },
      { name: "sizes", turns: 1, needs: ["build"] },
      { name: "unit", turns: 1 },
    ]);
    expect(told).toEqual(["build: broken", "sizes: blocked by build", "unit: ok"]);
  });
});
