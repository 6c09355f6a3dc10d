import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { GenerationConfig } from "../../../../shared/generation/config.ts";
import { type WritingChoices, writingPlanOf } from "./generation-config.ts";

const own: WritingChoices = {
  max_new_tokens: null,
  min_new_tokens: null,
  num_beams: null,
  length_penalty: null,
  no_repeat_ngram_size: null,
  repetition_penalty: null,
  early_stopping: "model",
};
const frame = { endIds: new Set([1]), maxPositions: 1024 };
/** As distilbart-cnn-6-6 has it. */
const tuned = v.parse(GenerationConfig, {
  decoder_start_token_id: 2,
  early_stopping: true,
  length_penalty: 2,
  max_length: 142,
  min_length: 56,
  no_repeat_ngram_size: 3,
  num_beams: 4,
});

describe("how a text is written", () => {
  it("is the checkpoint's own way where the reader chose nothing", () => {
    const plan = writingPlanOf(tuned, own, frame);
    expect(plan).toMatchObject({ startIds: [2], maxNewTokens: 141, beams: 4, lengthPenalty: 2, earlyStopping: true });
    expect(plan.processorsFor([])).toHaveLength(2);
  });

  it("begins with the one id of a list, as Python does for one text", () => {
    const listed = v.parse(GenerationConfig, { decoder_start_token_id: [3], bos_token_id: 5 });
    expect(writingPlanOf(listed, own, frame).startIds).toEqual([3]);
  });

  it("is the reader's where one was chosen", () => {
    const chosen: WritingChoices = {
      ...own,
      max_new_tokens: 10,
      num_beams: 1,
      early_stopping: "never",
      no_repeat_ngram_size: 0,
    };
    const plan = writingPlanOf(tuned, chosen, frame);
    expect(plan).toMatchObject({ maxNewTokens: 10, beams: 1, earlyStopping: "never" });
    expect(plan.processorsFor([])).toHaveLength(1);
  });

  it("lets the reader's least number of tokens take the place of the checkpoint's", () => {
    const logits = Float32Array.of(0, 5, 0);
    const [, ends] = writingPlanOf(tuned, { ...own, min_new_tokens: 3 }, frame).processorsFor([]);
    ends?.(logits, [2, 0, 0, 0]);
    expect(logits[1]).toBe(5);
    ends?.(logits, [2, 0, 0]);
    expect(logits[1]).toBe(Number.NEGATIVE_INFINITY);
  });

  it("is greedy with 256 tokens at most where nobody says more, as many as the decoder has places for", () => {
    const plain = v.parse(GenerationConfig, { max_length: 20, num_beams: "four" });
    expect(writingPlanOf(plain, own, frame)).toMatchObject({ startIds: [0], maxNewTokens: 256, beams: 1 });
    expect(writingPlanOf(plain, own, { ...frame, maxPositions: 64 }).maxNewTokens).toBe(63);
  });
});
