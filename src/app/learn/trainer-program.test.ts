import { expect, it } from "vitest";
import { trainerProgram } from "./trainer-program.ts";

const chosen = { examples: 30, seed: 7, isChinese: false } as const;

it("fine-tunes as many lines, by the same seed, a model of the lines' language", () => {
  const english = trainerProgram({ ...chosen, part: "all" });
  expect(english).toContain("rows[:30], rows[30:]");
  expect(english.match(/\b7\b/g)).toHaveLength(2);
  expect(english).toContain("bert-base-uncased");
  expect(trainerProgram({ ...chosen, part: "all", isChinese: true })).toContain("bert-base-chinese");
  expect(trainerProgram({ ...chosen, part: "all", model: "someone/small-bert" })).toContain('"someone/small-bert"');
});

it("leaves as it is what the screen leaves", () => {
  const frozen = (["head", "last", "all"] as const).map(
    (part) => /requires_grad = (.*)/.exec(trainerProgram({ ...chosen, part }))?.[1],
  );
  expect(frozen).toEqual(["False", 'name.startswith((last, "pooler."))', undefined]);
});
