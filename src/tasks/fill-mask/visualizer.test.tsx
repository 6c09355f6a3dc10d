import { describe, expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { csvRows } from "./csv.ts";
import { definition } from "./definition.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

const t = (key: string, values: object = {}) => [key, ...Object.values(values)].join(" ");
const options = defaultsOf(definition.options);
const candidate = { score: 0.75, token: 4, token_str: " cat", sequence: "a cat" };
const one = { status: "done", value: { text: "a [MASK]", mask: "[MASK]", masks: [[candidate]] } };
const result = { input: { text: "a [MASK]" }, options, output: [one] };
const draw = (shown: typeof result | typeof fixture.final, final: boolean) => drawn(visualizer, shown, { final, t });

describe("one text", () => {
  test("shows its place, and each candidate as a button with its probability", () => {
    const html = draw(result, true);
    expect(html).toContain('data-mask="1">[MASK]');
    expect(html).toMatch(/<button[^>]*aria-pressed="false"[^>]*>cat<\/button>/);
    expect(html).toContain("75.0%");
  });

  test("says of a mask that the model did not read that it is none of its own", () => {
    const value = { ...one.value, text: "a [MASK] and a [MASK]" };
    expect(draw({ ...result, output: [{ ...one, value }] }, true)).toContain("view.unread [MASK]");
  });

  test("gives Python's list for one mask, a list of lists for several", async () => {
    expect(await jsonOf(visualizer, result)).toEqual([candidate]);
    const value = { ...one.value, masks: [[candidate], [candidate]] };
    expect(await jsonOf(visualizer, { ...result, output: [{ ...one, value }] })).toEqual([[candidate], [candidate]]);
  });

  test("nothing yet and nothing at all are told apart", () => {
    expect(draw({ ...result, output: [] }, false)).toContain("view.waiting");
    expect(draw({ ...result, output: [] }, true)).toContain("view.empty");
  });
});

describe("many lines", () => {
  test("stand in a table, and one without a mask says so", async () => {
    const html = draw(fixture.final, true);
    expect(html).toContain("view.no-mask");
    expect(html).toContain("capital, france");
    expect(await jsonOf(visualizer, fixture.final)).toEqual([
      expect.arrayContaining([expect.any(Array)]),
      { error: { code: "input-no-mask", message: "There is no [MASK]." } },
    ]);
  });

  test("give a row a candidate to a spreadsheet, numbered by line and mask", () => {
    expect(csvRows([undefined, [[candidate]]])).toEqual([
      ["line", "mask", "token", "token_str", "score", "sequence"],
      [2, 1, 4, " cat", 0.75, "a cat"],
    ]);
  });
});
