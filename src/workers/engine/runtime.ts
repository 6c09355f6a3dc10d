import { env, LogLevel } from "@huggingface/transformers";
import asyncifyMjs from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import asyncifyWasm from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?gzip-url";
import jspiMjs from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import jspiWasm from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";
import * as v from "valibot";
import { canonicalHost } from "../../hub/address.ts";
import type { RuntimeChoice } from "../../shared/site.ts";
import type { CompiledRuntime } from "../compiled.ts";
import factoryMjs from "./ort-factory.mjs?url";

type Build = CompiledRuntime["build"];

declare global {
  /** What `ort-factory.mjs` calls. */
  var startOnnxRuntime: (settings: object) => Promise<unknown>;
}

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

/** ONNX Runtime's own files of a build. */
const mjs = { jspi: absolute(jspiMjs), asyncify: absolute(asyncifyMjs) };

const Factory = v.object({ default: v.function() });

let configured: Promise<Runtime> | undefined;
let compiled: Promise<CompiledRuntime> | undefined;

/**
 * Points the library at the site's own copy of ONNX Runtime; once per worker, before the first session.
 * @param given is compiled here where it is left out, when the first session starts
 */
export function configureRuntime(settings: RuntimeChoice, given?: CompiledRuntime): Promise<Runtime> {
  configured ??= configure(settings, given);
  return configured;
}

/** @returns what ONNX Runtime was started from; `undefined` before the first session */
export async function compiledRuntime(): Promise<CompiledRuntime | undefined> {
  return compiled;
}

async function configure(settings: RuntimeChoice, given: CompiledRuntime | undefined): Promise<Runtime> {
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
  wasm.wasmPaths = { mjs: absolute(factoryMjs) };
  globalThis.startOnnxRuntime = async (settings) => {
    compiled ??= given?.build === build ? Promise.resolve(given) : compile(build);
    const [{ module }, start] = await Promise.all([compiled, import(/* @vite-ignore */ mjs[build])]);
    return started(v.parse(Factory, start).default, settings, module);
  };
  return {
    build,
    threads,
    versions: { "@huggingface/transformers": env.version, "onnxruntime-web": versions?.web ?? "unknown" },
  };
}

/** @param factory of Emscripten: it has a place for what makes an instance, but waits for ever where that fails */
function started(
  factory: (settings: object) => unknown,
  settings: object,
  module: WebAssembly.Module,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    function instantiateWasm(imports: WebAssembly.Imports, receive: (...made: readonly unknown[]) => void): object {
      WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module), reject);
      return {};
    }
    Promise.resolve(factory({ ...settings, instantiateWasm })).then(resolve, reject);
  });
}

async function compile(build: Build): Promise<CompiledRuntime> {
  // Asyncify's is 26.9 MB, over the 25 MiB that common static hosts take, so it travels compressed.
  const response = build === "jspi" ? await fetched(jspiWasm) : await inflated(asyncifyWasm);
  // V8 keeps what it compiled beside the response; a host that has no type for it is served as well.
  const isTyped = response.headers.get("content-type")?.startsWith("application/wasm");
  const module = await (isTyped
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer()));
  return { build, module };
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(absolute(url));
  if (!response.ok) throw new Error(`ONNX Runtime could not be fetched: ${response.status}`);
  return response;
}

/** Some hosts undo the compression on the way, so the first bytes decide. */
async function inflated(url: string): Promise<Response> {
  const bytes = await (await fetched(url)).arrayBuffer();
  const [first, second] = new Uint8Array(bytes, 0, 2);
  if (first !== 0x1f || second !== 0x8b) return new Response(bytes);
  const headers = { "content-type": "application/wasm" };
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), { headers });
}

function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}
