import { expect, test } from "vitest";
import { poolingIn } from "./embedder.ts";

test("a checkpoint is pooled as its 1_Pooling/config.json says, by the mean where there is none", () => {
  const none = { word_embedding_dimension: 384, pooling_mode_cls_token: false, pooling_mode_mean_tokens: false };
  expect(poolingIn({ ...none, pooling_mode_mean_tokens: true })).toBe("mean");
  expect(poolingIn({ ...none, pooling_mode_max_tokens: true })).toBe("max");
  expect(poolingIn({ ...none, pooling_mode_mean_sqrt_len_tokens: true })).toBe("mean_sqrt_len");
  expect(poolingIn({ ...none, pooling_mode_weightedmean_tokens: true })).toBe("weightedmean");
  expect(poolingIn({ ...none, pooling_mode_lasttoken: true })).toBe("last");
  expect(poolingIn({ ...none, pooling_mode_cls_token: true })).toBe("cls");
  expect(poolingIn(undefined)).toBe("mean");
});
