import type { PoolLimits } from "../workers/pool.ts";
import type { DeviceScope } from "./device.ts";

/** A worker with ONNX Runtime and nothing in it, measured (docs/decisions.md). */
const workerBytes = 150_000_000;

/** A part of the machine's memory: the browser, the page and other programs need theirs. */
const memoryShare = 0.4;

/** @param device `deviceMemory` in GB; browsers without it are taken for 4 GB. */
export function poolLimitsFor({ deviceMemory = 4 }: DeviceScope["navigator"]): PoolLimits {
  return {
    maxResident: deviceMemory < 4 ? 1 : 2,
    maxBytes: deviceMemory * 1e9 * memoryShare,
    workerBytes,
  };
}
