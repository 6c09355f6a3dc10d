import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const candidate = (token: number, token_str: string, score: number) => ({
  score,
  token,
  token_str,
  sequence: `paris is the ${token_str} of france.`,
});
const filling = {
  text: "Paris is the [MASK] of [MASK].",
  mask: "[MASK]",
  masks: [
    [candidate(3007, "capital", 0.87), candidate(2415, "heart", 0.02)],
    [candidate(2605, "france", 0.71), candidate(2088, "world", 0.04)],
  ],
};

export const fixture = defineFixture(definition, {
  input: { text: "Paris is the [MASK] of [MASK].\nno place here" },
  options: { per_line: true },
  empty: [],
  partial: [{ status: "waiting" }, { status: "waiting" }],
  final: [
    { status: "done", value: filling },
    { status: "failed", error: { code: "input-no-mask", message: "There is no [MASK]." } },
  ],
});
