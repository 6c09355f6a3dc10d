import * as v from "valibot";

/** ONNX Runtime, compiled: what one worker made serves all others of the page, with all that was made fast meanwhile. */
export const CompiledRuntime = v.object({
  build: v.picklist(["jspi", "asyncify"]),
  module: v.instance(WebAssembly.Module),
});
export type CompiledRuntime = v.InferOutput<typeof CompiledRuntime>;
