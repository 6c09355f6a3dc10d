import { expect, test } from "vitest";
import { envelopeOf } from "./Waveform.tsx";

test("the loudest stretch is 1 and silence stays 0", () => {
  expect([...envelopeOf(Float32Array.of(0, 0.1, -0.5, 0.25), 2)]).toEqual([0.2, 1].map(Math.fround));
  expect([...envelopeOf(new Float32Array(3), 8)]).toEqual([0, 0, 0]);
});
