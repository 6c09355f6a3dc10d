import type { Matrix } from "../../../../shared/media.ts";
import { keepVerb, writeVerb } from "../maths/protocol.ts";
import { openMaths } from "./maths.ts";

interface Vectors {
  readonly vectors: Matrix;
  readonly places?: Uint32Array<ArrayBuffer> | undefined;
}

/** A file of many vectors, written by a worker of its own, so that the page goes on meanwhile. */
export async function writeVectors(
  format: "json" | "csv" | "npy",
  { vectors, places }: Vectors,
  texts: readonly string[],
): Promise<Blob> {
  const maths = openMaths();
  try {
    await maths.ask(keepVerb, { vectors });
    return await maths.ask(writeVerb, { format, texts: [...texts], ...(places && { places }) });
  } finally {
    maths.close();
  }
}
