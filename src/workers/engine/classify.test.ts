import { expect, it } from "vitest";
import { TaskError } from "../../shared/errors.ts";
import { classify } from "./classify.ts";

it.each([
  ["std::bad_alloc", "out-of-memory"],
  ["Array buffer allocation failed", "out-of-memory"],
  ["no available backend found. ERR: [webgpu] Failed to get GPU adapter.", "webgpu-unavailable"],
  ["BufferManager::Download: map_async failed", "device-lost"],
  ["A valid external Instance reference no longer exists: device was lost", "device-lost"],
  ["The device (webgpu) does not support fp16.", "f16-missing"],
  [
    "Can't create a session. ERROR_CODE: 7, ERROR_MESSAGE: Failed to load model because protobuf parsing failed.",
    "file-corrupt",
  ],
  ["Could not find an implementation for GatherBlockQuantized(1) node", "model-unsupported"],
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
