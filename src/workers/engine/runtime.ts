import { env, LogLevel } from "@huggingface/transformers";
import asyncifyMjs from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import asyncifyWasm from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?gzip-url";
import jspiMjs from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import jspiWasm from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";
import { canonicalHost } from "../../hub/address.ts";
import type { RuntimeChoice } from "../../shared/site.ts";

export type Build = "jspi" | "asyncify";

/** The smaller build, which gives its memory back, where the browser can suspend WebAssembly itself. */
function preferredBuild(): Build {
  return "Suspending" in WebAssembly ? "jspi" : "asyncify";
}

/** Half the cores, four at most: what ONNX Runtime takes as well, since hyper-threads share their arithmetic units. */
function preferredThreads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.max(1, Math.min(4, Math.ceil(navigator.hardwareConcurrency / 2)));
}

export interface Runtime {
  readonly build: Build;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
}

let configured: Promise<Runtime> | undefined;

/** Points the library at the site's own copy of ONNX Runtime; once per worker, before the first session. */
export function configureRuntime(settings: RuntimeChoice): Promise<Runtime> {
  configured ??= configure(settings);
  return configured;
}

async function configure(settings: RuntimeChoice): Promise<Runtime> {
  const build = settings.build ?? preferredBuild();
  const threads = settings.threads ?? preferredThreads();
  env.allowLocalModels = false;
  env.remoteHost = canonicalHost;
  env.remotePathTemplate = "{model}/resolve/{revision}/";
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.logLevel = LogLevel.ERROR;
  const { wasm, versions } = env.backends.onnx;
  if (!wasm) throw new Error("ONNX Runtime has no WebAssembly backend here.");
  wasm.numThreads = threads;
  if (build === "jspi") {
    wasm.wasmPaths = { mjs: absolute(jspiMjs), wasm: absolute(jspiWasm) };
  } else {
    // 26.9 MB, over the 25 MiB that common static hosts take, so it travels compressed.
    wasm.wasmBinary = await inflated(absolute(asyncifyWasm));
    wasm.wasmPaths = { mjs: absolute(asyncifyMjs) };
  }
  return {
    build,
    threads,
    versions: { "@huggingface/transformers": env.version, "onnxruntime-web": versions?.web ?? "unknown" },
  };
}

function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}

/** Some hosts undo the compression on the way, so the first bytes decide. */
async function inflated(url: string): Promise<ArrayBuffer> {
  const bytes = await (await fetch(url)).arrayBuffer();
  const [first, second] = new Uint8Array(bytes, 0, 2);
  if (first !== 0x1f || second !== 0x8b) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
