import { beforeAll, describe, expect, it } from "vitest";
import { gradientGapOf, lossGapOf, referenceCases } from "../testing/reference.ts";
import { openDevice } from "./learner.ts";

/** What the issue asks for; seen are differences below 1e-5. `scripts/learn/webgpu.mjs` asks the same of WebGPU. */
const tolerance = 1e-4;

beforeAll(async () => {
  await openDevice("wasm");
});

describe.each(referenceCases)("training $network $part", (one) => {
  it("has PyTorch's gradients", async () => {
    expect(await gradientGapOf(one)).toBeLessThan(tolerance);
  });

  it("has PyTorch's losses over twenty steps of AdamW", async () => {
    expect(await lossGapOf(one)).toBeLessThan(tolerance);
  });
});
