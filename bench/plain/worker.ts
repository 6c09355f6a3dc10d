import { type DataType, type DeviceType, env, pipeline, RawImage, TextStreamer } from "@huggingface/transformers";
import mjs from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";

interface Asked {
  readonly task: string;
  readonly model: string;
  readonly dtype: DataType;
  readonly device: DeviceType;
  readonly threads: string;
  readonly text: string;
  readonly picture?: Blob;
  readonly sound?: Float32Array;
  readonly tokens?: string;
  readonly language?: string;
}

export type Answer =
  | { readonly written: string }
  | { readonly written?: undefined; readonly json: string; readonly failed: string };

env.allowLocalModels = false;
env.remoteHost = new URL("/", location.origin).href;
env.remotePathTemplate = "models/{model}/";
const runtime = env.backends.onnx.wasm ?? {};
runtime.wasmPaths = { mjs: new URL(mjs, location.href).href, wasm: new URL(wasm, location.href).href };

const tell = (answer: Answer) => self.postMessage(answer);
const loaded = new Map<string, (asked: Asked) => Promise<unknown>>();

async function load({ task, model, dtype, device }: Asked): Promise<(asked: Asked) => Promise<unknown>> {
  const options = { dtype, device };
  if (task === "feature-extraction") {
    const pipe = await pipeline(task, model, options);
    return async ({ text }) => (await pipe(text.split("\n"), { pooling: "mean", normalize: true })).tolist();
  }
  if (task === "text-classification") {
    const pipe = await pipeline(task, model, options);
    return async ({ text }) => pipe(text.split("\n"));
  }
  if (task === "image-classification") {
    const pipe = await pipeline(task, model, options);
    return async ({ picture = new Blob() }) => pipe(await RawImage.fromBlob(picture));
  }
  if (task === "automatic-speech-recognition") {
    const pipe = await pipeline(task, model, options);
    return ({ sound = new Float32Array(), language = "en" }) => pipe(sound, { language, task: "transcribe" });
  }
  const pipe = await pipeline("text-generation", model, options);
  return ({ text, tokens }) => {
    const streamer = new TextStreamer(pipe.tokenizer, {
      skip_prompt: true,
      callback_function: (written) => tell({ written }),
    });
    return pipe(text, { max_new_tokens: Number(tokens), do_sample: false, return_full_text: false, streamer });
  };
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  runtime.numThreads = Number(data.threads);
  const key = `${data.task} ${data.model}`;
  try {
    const call = loaded.get(key) ?? (await load(data));
    loaded.set(key, call);
    tell({ json: JSON.stringify(await call(data)), failed: "" });
  } catch (error) {
    tell({ json: "null", failed: String(error) });
  }
};
