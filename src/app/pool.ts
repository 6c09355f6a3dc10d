import type { PoolLimits } from "../workers/pool.ts";
import type { DeviceScope } from "./device.ts";

/** A worker with ONNX Runtime beside its weights, measured for either build (docs/decisions.md). */
const workerBytes = { jspi: 150_000_000, asyncify: 275_000_000 } as const;

/** A part of the machine's memory: the browser, the page and other programs need theirs. */
const memoryShare = 0.4;

/**
 * @param device `deviceMemory` in GB; browsers without it are taken for 4 GB
 * @param build of ONNX Runtime that workers will take
 */
export function poolLimitsFor(
  { deviceMemory = 4 }: DeviceScope["navigator"],
  build: keyof typeof workerBytes,
): PoolLimits {
  return {
    maxResident: deviceMemory < 4 ? 1 : 2,
    maxBytes: deviceMemory * 1e9 * memoryShare,
    workerBytes: workerBytes[build],
  };
}
