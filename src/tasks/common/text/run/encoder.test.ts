import * as v from "valibot";
import { expect, test } from "vitest";
import { Dtype } from "../../../../hub/checkpoint.ts";
import { encoderFeeds, isSolitary, misreadsPadding, tellTruncated } from "./encoder.ts";

test("shorter texts are padded at their end and masked there", () => {
  const feeds = encoderFeeds(
    [
      { ids: [101, 5, 102], typeIds: [0, 1, 1], dropped: 0 },
      { ids: [101], typeIds: [0], dropped: 0 },
    ],
    7,
  );
  expect(feeds.input_ids).toEqual({
    type: "int64",
    dims: [2, 3],
    data: BigInt64Array.of(101n, 5n, 102n, 101n, 7n, 7n),
  });
  expect(feeds.attention_mask?.data).toEqual(BigInt64Array.of(1n, 1n, 1n, 1n, 0n, 0n));
  expect(feeds.token_type_ids?.data).toEqual(BigInt64Array.of(0n, 1n, 1n, 0n, 0n, 0n));
});

test("what was left out is told once for all texts, and nothing where nothing was", () => {
  const told: unknown[] = [];
  const notice = (...said: unknown[]) => told.push(said);
  const whole = { ids: [1], typeIds: [0], dropped: 0 };
  tellTruncated([whole], 8, { notice });
  expect(told).toEqual([]);
  tellTruncated([whole, { ...whole, dropped: 3 }, { ...whole, dropped: 4 }], 8, { notice });
  expect(told).toEqual([["input-truncated", { texts: 2, tokens: 7, max: 8 }]]);
});

test("8-bit weights read each text alone, in whichever file they are", () => {
  expect(["fp32", "fp16", "q4", "q4f16"].map((dtype) => isSolitary(v.parse(Dtype, dtype)))).toEqual(
    Array(4).fill(false),
  );
  expect(isSolitary("q8")).toBe(true);
  expect(isSolitary({ model: "fp32", encoder_model: "int8" })).toBe(true);
});

// GPT2ForSequenceClassification refuses two texts without `pad_token_id`, and with another than the tokenizer's reads padding.
test("texts stand side by side only where the model knows what they are padded with", () => {
  expect(misreadsPadding({ pad_token_id: 1 }, { padId: 1 })).toBe(false);
  expect(misreadsPadding({ pad_token_id: 50_256 }, { padId: 0 })).toBe(true);
  expect(misreadsPadding({ pad_token_id: null }, { padId: 0 })).toBe(true);
  expect(misreadsPadding({}, { padId: 0 })).toBe(true);
});
