import type { PoolLimits } from "../workers/pool.ts";
import type { DeviceFacts, DeviceScope } from "./device.ts";

/** A worker with ONNX Runtime beside its weights, measured for either build (docs/decisions.md). */
const workerBytes = { jspi: 150_000_000, asyncify: 275_000_000 } as const;

/** Browsers that do not tell are taken for this. */
export const untoldMemoryGB = 4;

/** A part of the machine's memory: the browser, the page and other programs need theirs. */
const memoryShare = 0.4;

/** WebAssembly addresses 4 GB; some of them are the runtime's, and some lie in gaps between what was given back. */
const mostHeapBytes = 3_000_000_000;

/** A phone below this has none to spare; nor has a computer below the half of it. */
const spareMemoryGB = 8;

/**
 * What matrices that are unpacked to floats may take, with what ONNX Runtime needs to lay them out: nothing on small
 * devices, a part of the memory on others.
 */
export function mostFloatBytesFor({ memoryGB, isMobile }: Pick<DeviceFacts, "memoryGB" | "isMobile">): number {
  const knownGB = memoryGB ?? (isMobile ? 0 : untoldMemoryGB);
  if (knownGB < (isMobile ? spareMemoryGB : spareMemoryGB / 2)) return 0;
  return Math.min(mostHeapBytes, knownGB * 1e9 * (isMobile ? memoryShare / 2 : memoryShare));
}

/**
 * @param device `deviceMemory` in GB
 * @param build of ONNX Runtime that workers will take
 */
export function poolLimitsFor(
  { deviceMemory = untoldMemoryGB }: DeviceScope["navigator"],
  build: keyof typeof workerBytes,
): PoolLimits {
  return {
    maxResident: deviceMemory < 4 ? 1 : 2,
    maxBytes: deviceMemory * 1e9 * memoryShare,
    workerBytes: workerBytes[build],
  };
}
