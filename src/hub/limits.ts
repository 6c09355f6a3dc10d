import { TaskError } from "../shared/errors.ts";
import type { Device } from "./checkpoint.ts";
import type { GraphFiles } from "./graph-files.ts";

/** A message of protobuf, which a graph is (onnxruntime.ai, "Large models"). */
export const mostGraphBytes = 2 ** 31;

/** 65,536 pages, which is all that WebAssembly of 32 bits addresses; weights on WASM lie in it. */
export const mostHeapBytes = 2 ** 32;

/**
 * Before a graph is fetched whose size a host told.
 * @throws TaskError `wont-fit` where no machine could run it here
 */
export function assertFits(
  { graph, externalData }: GraphFiles,
  device: Device,
  bytesOf: (file: string) => number | undefined,
): void {
  const own = bytesOf(graph) ?? 0;
  const all = externalData.reduce((sum, file) => sum + (bytesOf(file) ?? 0), own);
  if (own > mostGraphBytes) throw wontFit(`${graph} has ${own} bytes, a graph at most ${mostGraphBytes}.`);
  if (device === "wasm" && all > mostHeapBytes) {
    throw wontFit(`The weights of ${graph} have ${all} bytes, WebAssembly addresses ${mostHeapBytes}.`);
  }
}

function wontFit(message: string): TaskError {
  return new TaskError("wont-fit", message);
}
