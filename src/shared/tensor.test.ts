import { describe, expect, it } from "vitest";
import { floatsOf, floatTensor, longTensor } from "./tensor.ts";

const outputs = { logits: floatTensor(new Float32Array(6), [1, 2, 3]), ids: longTensor([1], [1]) };

describe("an output of floats", () => {
  it("is taken by its name, and by its dimensions where these tell a head", () => {
    expect(floatsOf(outputs, "logits")).toBe(outputs.logits);
    expect(floatsOf(outputs, "logits", 3)).toBe(outputs.logits);
  });

  it.each([
    ["pooler_output", undefined],
    ["ids", undefined],
    ["logits", 2],
  ])("that is not there in this form says that the model is of another kind: %s, %s", (name, rank) => {
    expect(() => floatsOf(outputs, name, rank)).toThrow(
      expect.objectContaining({
        code: "model-unsupported",
        narrow: { reason: "output-other", values: { output: name } },
        detail: "logits: float32 [1, 2, 3]\nids: int64 [1]",
      }),
    );
  });
});
