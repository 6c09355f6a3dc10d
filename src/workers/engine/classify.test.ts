import { expect, it } from "vitest";
import { TaskError } from "../../shared/errors.ts";
import { classify } from "./classify.ts";

it.each([
  ["std::bad_alloc", "out-of-memory"],
  ["WebAssembly.Memory.grow(): Unable to grow instance memory", "out-of-memory"],
  ["failed to grow memory", "out-of-memory"],
  ["Array buffer allocation failed", "out-of-memory"],
  ["no available backend found. ERR: [webgpu] Failed to get GPU adapter.", "webgpu-unavailable"],
  ["BufferManager::Download: map_async failed", "device-lost"],
  ["A valid external Instance reference no longer exists: device was lost", "device-lost"],
  ["The device (webgpu) does not support fp16.", "f16-missing"],
  [
    "Can't create a session. ERROR_CODE: 7, ERROR_MESSAGE: Failed to load model because protobuf parsing failed.",
    "file-corrupt",
  ],
  [
    'Deserialize tensor x failed.Failed to load external data file "model.onnx_data", error: Out of bounds.',
    "file-corrupt",
  ],
  ["Invalid model. Node input 'a' is not a graph input, initializer, or output of a previous node.", "file-corrupt"],
  ["Could not find an implementation for GatherBlockQuantized(1) node", "model-unsupported"],
  ["This is an invalid model. Error No Op registered for Foo with domain_version of 21", "model-unsupported"],
  ["QuotaExceededError: the quota has been exceeded", "quota-full"],
])("takes %j for %s", (message, code) => {
  expect(classify(new Error(message), true)).toBe(code);
});

it("keeps the code of our own errors", () => {
  expect(classify(new TaskError("model-gated", "terms"), false)).toBe("model-gated");
});

it("tells an unknown failure while loading from one while running", () => {
  expect(classify(new Error("something"), false)).toBe("model-unsupported");
  expect(classify("something", true)).toBe("run-failed");
});
