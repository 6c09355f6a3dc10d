import { Tensor } from "@huggingface/transformers";
import { describe, expect, it, vi } from "vitest";
import { completed } from "./single-pass.ts";

// The library's tensors need a runtime, and its own for Node is not installed: it takes one that is there already.
await vi.hoisted(async () => {
  Object.defineProperty(globalThis, Symbol.for("onnxruntime"), { value: await import("onnxruntime-web/webgpu") });
});

const traits = { firstPosition: 0, heads: 4, vocabulary: undefined };
const ids = new Tensor("int64", BigInt64Array.from([5n, 6n, 7n, 8n, 9n, 0n]), [2, 3]);
const inputOf = (name: string, shape: (number | string)[], type = "float32") => ({ name, type, shape });

describe("what one pass is fed", () => {
  it("is what the graph asks for, of what it is given", () => {
    const fed = completed(
      { input_ids: ids, token_type_ids: ids },
      [inputOf("input_ids", ["batch", "tokens"], "int64")],
      traits,
    );
    expect(fed).toEqual({ input_ids: ids });
  });

  it("has an empty past and positions where the graph is a decoder's", () => {
    const inputs = [
      inputOf("input_ids", ["batch", "tokens"], "int64"),
      inputOf("position_ids", ["batch", "tokens"], "int64"),
      inputOf("past_key_values.0.key", ["batch", 2, "past", 8]),
      inputOf("past_key_values.0.value", ["batch", "num_heads", "past", 8], "float16"),
    ];
    const fed = completed({ input_ids: ids }, inputs, traits);
    expect(Object.keys(fed)).toEqual(inputs.map(({ name }) => name));
    expect([...(fed.position_ids?.data ?? [])]).toEqual([0n, 1n, 2n, 0n, 1n, 2n]);
    expect(fed["past_key_values.0.key"]?.dims).toEqual([2, 2, 0, 8]);
    expect(fed["past_key_values.0.value"]?.dims).toEqual([2, 4, 0, 8]);
    expect(fed["past_key_values.0.value"]?.type).toBe("float16");
  });

  it("counts in 32 bits where the graph does", () => {
    const fed = completed({ input_ids: ids }, [inputOf("input_ids", ["batch", "tokens"], "int32")], traits);
    expect(fed.input_ids?.type).toBe("int32");
    expect([...(fed.input_ids?.data ?? [])]).toEqual([5, 6, 7, 8, 9, 0]);
  });

  it("names an input that nothing is known of", () => {
    const inputs = [inputOf("input_ids", ["batch", "tokens"], "int64"), inputOf("task_id", [], "int64")];
    expect(() => completed({ input_ids: ids }, inputs, traits)).toThrow(
      expect.objectContaining({
        code: "model-unsupported",
        narrow: { reason: "inputs-unknown", values: { inputs: "task_id" } },
      }),
    );
  });
});
