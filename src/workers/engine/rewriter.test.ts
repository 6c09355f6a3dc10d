import { expect, it } from "vitest";
import { canonicalUrl } from "../../hub/address.ts";
import { fromBase64 } from "../../shared/base64.ts";
import golden from "./rewrite/rewrite.golden.json";
import { createRewriter } from "./rewriter.ts";

const repository = { model: "some/model", revision: "main" };
const packed = fromBase64(golden.find(({ name }) => name === "branches")?.model ?? "");
const floatBytes = 3 * 6 * 64 * 4;
const url = canonicalUrl({ ...repository, file: "onnx/model_q4.onnx" });
const asked = { graph: "onnx/model_q4.onnx", dtype: "q4", lastLogitsOnly: false } as const;

function rewriterOf(content: Uint8Array<ArrayBuffer> | undefined, more: Parameters<typeof createRewriter>[2]) {
  const asked: string[] = [];
  const cache = {
    match: async (address: string) => {
      asked.push(address);
      return undefined;
    },
    put: async () => {},
  };
  const bytes = async (file: string) => (file === "onnx/model_q4.onnx" ? content : undefined);
  return { rewriter: createRewriter(repository, { bytes, cache }, more), asked };
}

it("hands a rewritten graph to the library once, in place of the file that it asks for", async () => {
  const { rewriter, asked: elsewhere } = rewriterOf(packed, { runtime: {}, mostFloatBytes: 1e6 });
  expect(await rewriter.prepare(asked)).toEqual({ weights: "unpacked", unpacks: true });
  expect(rewriter.floatBytes).toBeGreaterThan(floatBytes);
  const handed = await rewriter.cache.match(url);
  expect((await handed?.arrayBuffer())?.byteLength).toBeGreaterThan(packed.byteLength);
  await rewriter.cache.match(url);
  expect(elsewhere).toEqual([url]);
});

it("hands the file itself on where memory is short, or nothing is to be rewritten", async () => {
  const { rewriter } = rewriterOf(packed, { runtime: {}, mostFloatBytes: floatBytes });
  expect(await rewriter.prepare(asked)).toEqual({ weights: "packed", unpacks: false });
  const handed = await rewriter.cache.match(url);
  expect(new Uint8Array((await handed?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(packed);
});

it("counts all graphs of a checkpoint against the same memory", async () => {
  const { rewriter } = rewriterOf(packed, { runtime: {}, mostFloatBytes: 2 * floatBytes });
  expect((await rewriter.prepare(asked)).weights).toBe("unpacked");
  expect((await rewriter.prepare(asked)).weights).toBe("packed");
});

it("does as whoever deploys says", async () => {
  const forced = rewriterOf(packed, { runtime: { weights: "unpacked" }, mostFloatBytes: 0 });
  expect((await forced.rewriter.prepare(asked)).weights).toBe("unpacked");
  const kept = rewriterOf(packed, { runtime: { weights: "packed" }, mostFloatBytes: 1e9 });
  expect((await kept.rewriter.prepare(asked)).weights).toBe("packed");
});

it("leaves what is wrong with a damaged file to ONNX Runtime", async () => {
  const damaged = packed.slice(0, 999);
  const { rewriter } = rewriterOf(damaged, { runtime: {}, mostFloatBytes: 1e9 });
  expect(await rewriter.prepare(asked)).toEqual({ weights: "packed", unpacks: false });
  expect((await (await rewriter.cache.match(url))?.arrayBuffer())?.byteLength).toBe(999);
});

it("does not read a graph of floats itself", async () => {
  const { rewriter } = rewriterOf(undefined, { runtime: {}, mostFloatBytes: 1e9 });
  expect(await rewriter.prepare({ ...asked, dtype: "fp32" })).toEqual({ weights: "unpacked", unpacks: false });
});
