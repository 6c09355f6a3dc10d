/*
 * The shortest good page on transformers.js for the same work, to measure ours against: a worker of its own, the same
 * checkpoint, device and dtype, the same build of ONNX Runtime. The address says which: #task=...&model=...&dtype=...
 */
import type { Answer } from "./worker.ts";

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const text = document.querySelector("textarea");
const file = document.querySelector("input");
const run = document.querySelector("button");
const result = document.querySelector("output");

/** Workers have no AudioContext. */
async function samplesOf(sound: File): Promise<Float32Array> {
  const decoded = await new AudioContext({ sampleRate: 16_000 }).decodeAudioData(await sound.arrayBuffer());
  return decoded.getChannelData(0);
}

async function answer(output: HTMLElement): Promise<void> {
  output.textContent = "";
  const asked = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const chosen = file?.files?.[0];
  const sound = chosen && asked.task === "automatic-speech-recognition" ? await samplesOf(chosen) : undefined;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data.written !== undefined) output.textContent += data.written;
    else {
      output.textContent = data.json;
      output.dataset.failed = data.failed;
      output.dataset.run = String(Number(output.dataset.run ?? 0) + 1);
    }
  };
  worker.postMessage({ ...asked, text: text?.value, picture: sound ? undefined : chosen, sound });
}

run?.addEventListener("click", () => result && answer(result));
document.documentElement.dataset.app = "ready";
