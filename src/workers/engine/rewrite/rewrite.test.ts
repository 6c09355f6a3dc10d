import fs from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it, vi } from "vitest";
import { fromBase64 } from "../../../shared/base64.ts";
import { joinedBytes } from "../../../shared/bytes.ts";
import golden from "./rewrite.golden.json";
import { type RewriteSettings, rewriteGraph } from "./rewrite.ts";
import { bytesField, textField } from "./wire.ts";

type Case = (typeof golden)[number];

const unpacking: RewriteSettings = { mayUnpack: () => true, lastLogitsOnly: false };
const packing: RewriteSettings = { ...unpacking, mayUnpack: () => false };
const foldingOptions = { extra: { session: { disable_quant_qdq: "1" } } };

function caseOf(name: string): Case {
  const found = golden.find((one) => one.name === name);
  if (!found) throw new RangeError(`There is no graph "${name}".`);
  return found;
}

function rewritten(model: Uint8Array, settings = unpacking): Uint8Array {
  const found = rewriteGraph(model, settings);
  if (!found) throw new RangeError("Nothing was rewritten.");
  return joinedBytes(found.pieces);
}

function feedOf({ type, dims, data }: Case["feeds"][number]): Tensor {
  const { buffer } = fromBase64(data);
  if (type === "float32") return new Tensor("float32", new Float32Array(buffer), dims);
  if (type === "float16") return new Tensor("float16", new Uint16Array(buffer), dims);
  if (type === "int64") return new Tensor("int64", new BigInt64Array(buffer), dims);
  return new Tensor("bool", new Uint8Array(buffer), dims);
}

/** What WASM makes of a graph's feeds, and the operators that ran for it. */
async function run(model: Uint8Array, { feeds }: Case, options: InferenceSession.SessionOptions = foldingOptions) {
  const session = await InferenceSession.create(model, { ...options, enableProfiling: true, logSeverityLevel: 4 });
  const outputs = await session.run(Object.fromEntries(feeds.map((feed) => [feed.name, feedOf(feed)])));
  // It prints its profile.
  const print = vi.spyOn(fs, "writeSync").mockReturnValue(0);
  session.endProfiling();
  const profile = print.mock.calls.map(([, line]) => line).join("\n");
  print.mockRestore();
  const operators = new Set([...profile.matchAll(/"op_name" : "(\w+)"/g)].map(([, name]) => name));
  const output = outputs[session.outputNames[0] ?? ""];
  if (!output) throw new RangeError("The graph gave nothing.");
  const values = Array.from(output.data, output.type === "float16" ? fromHalf : Number);
  return { values, dims: output.dims, operators };
}

function fromHalf(value: unknown): number {
  const half = Number(value);
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  return half & 0x8000 ? -magnitude : magnitude;
}

/** In parts of the greatest value: sums are taken in another order, and half precision has eleven bits. */
function worstOf(values: readonly number[], expected: readonly number[]): number {
  const greatest = Math.max(...expected.map(Math.abs));
  return Math.max(...values.map((value, at) => Math.abs(value - (expected[at] ?? Number.NaN)))) / greatest;
}

const stayPacked = ["zero points that are floats", "an order of its own"];

describe("a rewritten graph", () => {
  it.each(golden.filter(({ name }) => !stayPacked.includes(name)))(
    "gives on WASM what Python gave: $name",
    async (one) => {
      const { values, dims, operators } = await run(rewritten(fromBase64(one.model)), one);
      expect(dims).toEqual(one.dims);
      expect(worstOf(values, one.output)).toBeLessThan(one.name.includes("half precision") ? 2e-3 : 2e-6);
      // Shows a later ONNX Runtime that unpacks at every run, or makes the packed product of it again.
      expect(operators.size).toBeGreaterThan(0);
      for (const gone of ["MatMulNBits", "DequantizeLinear", "GatherBlockQuantized"])
        expect(operators).not.toContain(gone);
    },
  );

  it.each(stayPacked)("keeps what cannot be unpacked as it was: %s", (name) => {
    expect(rewriteGraph(fromBase64(caseOf(name).model), unpacking)).toBeUndefined();
  });

  it("keeps matrices packed where memory is short, and still loads a table that WASM has no operator for", async () => {
    const one = caseOf("a table that is the output matrix as well");
    const { values, operators } = await run(rewritten(fromBase64(one.model), packing), one, {});
    expect(worstOf(values, one.output)).toBeLessThan(2e-6);
    expect(operators).toContain("MatMulNBits");
    expect(rewriteGraph(fromBase64(caseOf("4 bits with zero points").model), packing)).toBeUndefined();
  });

  it("tells before what its floats take, a matrix in two branches twice", () => {
    const asked: number[] = [];
    const mayUnpack = (floatBytes: number) => asked.push(floatBytes) > 0;
    const found = rewriteGraph(fromBase64(caseOf("branches").model), { ...unpacking, mayUnpack });
    expect([...asked, found?.floatBytes]).toEqual([3 * 6 * 64 * 4, 3 * 6 * 64 * 4]);
  });

  it("is needed: ONNX Runtime unpacks no matrix by itself", async () => {
    const one = caseOf("4 bits with zero points");
    expect((await run(fromBase64(one.model), one, {})).operators).toContain("MatMulNBits");
  });

  it.each(["logits", "logits in halves"])(
    "gives the last position's logits alone, and all hidden states: %s",
    async (name) => {
      const one = caseOf(name);
      const model = rewritten(fromBase64(one.model), { ...unpacking, lastLogitsOnly: true });
      const { values, dims } = await run(model, one);
      const [sequences = 0, positions = 0, width = 0] = one.dims;
      const last = Array.from({ length: sequences }, (_, row) => (row + 1) * positions * width - width);
      expect(dims).toEqual([sequences, 1, width]);
      expect(
        worstOf(
          values,
          last.flatMap((from) => one.output.slice(from, from + width)),
        ),
      ).toBeLessThan(2e-6);
    },
  );

  it("keeps fields that it does not know", () => {
    const unknown = joinedBytes(bytesField(999, [...textField(1, "from a later version")]));
    const model = joinedBytes([fromBase64(caseOf("4 bits with zero points").model), unknown]);
    expect(Buffer.from(rewritten(model)).includes(Buffer.from(unknown))).toBe(true);
  });

  it("is refused for bytes that are no graph", () => {
    const { model } = caseOf("branches");
    expect(() => rewriteGraph(fromBase64(model).subarray(0, 999), unpacking)).toThrow(RangeError);
    expect(() => rewriteGraph(new TextEncoder().encode("<!doctype html>"), unpacking)).toThrow(RangeError);
  });
});
