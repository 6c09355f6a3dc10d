import { InferenceSession } from "onnxruntime-web/webgpu";
import type { Device } from "../../hub/checkpoint.ts";
import { fromBase64 } from "../../shared/base64.ts";

/** `y = Identity(x)` over one float: 65 bytes of ONNX, opset 13, written by `onnx.helper`. */
const identity = "CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCBAoAEA0=";

/** Of models that were given back; `docs/decisions.md` has the measurement. */
const mostBytes = 100_000_000;

let kept: Promise<InferenceSession> | undefined;
let heldBytes = 0;

/**
 * ONNX Runtime gives up its WebGPU device with its last session, and the compiled shaders with the device. One session
 * that stays open keeps both, so that the next model of a reused worker compiles only what no model before it needed.
 */
async function keepShaders(): Promise<void> {
  kept ??= openIdentity("webgpu");
  await kept;
}

let started: Promise<void> | undefined;

/**
 * Compiles and starts ONNX Runtime, which it would by itself do only once the first graph is there: up to a second that
 * passes while files are read.
 */
export function startRuntime(device: Device): Promise<void> {
  if (device === "webgpu") return keepShaders();
  started ??= openIdentity("wasm").then((session) => session.release());
  return started;
}

function openIdentity(device: Device): Promise<InferenceSession> {
  return InferenceSession.create(fromBase64(identity), { executionProviders: [device] });
}

/**
 * Called when a model was given back. Its buffers stay with the device, so that the device goes as well once they are
 * many.
 * @param bytes of the model's weights
 */
export async function spendShaders(bytes: number): Promise<void> {
  heldBytes += bytes;
  if (!kept || heldBytes <= mostBytes) return;
  const session = kept;
  kept = undefined;
  heldBytes = 0;
  await (await session).release();
}
