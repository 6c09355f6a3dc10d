import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

test("the JSON is as many answers as are asked for, best first, as Python gives them", async () => {
  expect(await jsonOf(visualizer, fixture.final, { top_k: 2 })).toEqual([
    { answer: "blue", score: Math.fround(0.83) },
    { answer: "purple", score: Math.fround(0.21) },
  ]);
  expect(await jsonOf(visualizer, fixture.final, { top_k: null })).toHaveLength(3);
});

test("what was asked before stands below, and is asked again at a press where a run can be had", () => {
  const shown = drawn(visualizer, fixture.final, { options: { top_k: 5 } });
  expect(shown).toContain("Is there a disc?");
  expect(shown).not.toContain("asked.again");
  const asking = drawn(visualizer, fixture.final, { options: { top_k: 5 }, onRun: () => {} });
  expect(asking.match(/asked\.again/g)).toHaveLength(2);
});

test("the question stands above its answer, and above the wait for one", () => {
  expect(drawn(visualizer, fixture.partial, { options: { top_k: 5 }, final: false })).toMatch(
    /middle.*<strong[^>]*>blue/s,
  );
  expect(drawn(visualizer, fixture.empty, { options: { top_k: 5 }, final: false })).toContain("asked.waiting");
  expect(drawn(visualizer, fixture.empty, { options: { top_k: 5 } })).toContain("asked.empty");
});
