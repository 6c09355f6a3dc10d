import { describe, expect, it } from "vitest";
import { dtypes, dtypesIn, dtypeText, needsShaderF16 } from "./checkpoint.ts";

describe("dtypes", () => {
  it("have one text for equal choices, whatever their order", () => {
    expect(dtypeText("q4f16")).toBe("q4f16");
    expect(dtypeText({ encoder_model: "fp32", decoder_model_merged: "q4" })).toBe(
      '{"decoder_model_merged":"q4","encoder_model":"fp32"}',
    );
    expect(dtypeText({ b: "q8", a: "q4" })).toBe(dtypeText({ a: "q4", b: "q8" }));
    expect(dtypeText({ a: "q4" })).not.toBe(dtypeText("q4"));
  });

  it("are all of a choice", () => {
    expect(dtypesIn("q8")).toEqual(["q8"]);
    expect(dtypesIn({ encoder_model: "fp32", decoder_model_merged: "q4" })).toEqual(["fp32", "q4"]);
  });

  it("need shader-f16 where any file computes in half precision", () => {
    expect(dtypes.filter(needsShaderF16)).toEqual(["fp16", "q4f16", "q2f16", "q1f16"]);
    expect(needsShaderF16({ encoder_model: "fp16", decoder_model_merged: "q4" })).toBe(true);
    expect(needsShaderF16({ encoder_model: "fp32", decoder_model_merged: "q4" })).toBe(false);
  });
});
