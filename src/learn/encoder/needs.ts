import { TaskError } from "../../shared/errors.ts";
import { countOf } from "../network/shape.ts";
import type { EncoderNeeds } from "../verbs.ts";
import { type EncoderShape, encoderParameters } from "./shape.ts";

/**
 * Numbers for each parameter while two networks learn side by side: of both the weights with AdamW's two memories, of the one
 * whose step it is the same once more, its gradients, what the library holds between them, and the checkpoint as it came.
 * Measured: 221 MB of arrays for 4.4 million parameters.
 */
const numbersEach = 2 * 3 + 3 + 1 + 3 + 1;

/** Of what the browser tells of the machine's memory; where it tells nothing, of a small one's. */
const mostShare = 0.5;
const untoldGB = 4;
/** A block of WebAssembly ends at 4 GB, and a tab often before. */
const mostBytes = 3e9;

/** @throws TaskError `wont-fit` where it takes more than a tab can count on */
export function checkNeeds(shape: EncoderShape, memoryGB: number = untoldGB): EncoderNeeds {
  const parameters = countOf(encoderParameters(shape));
  const memoryBytes = parameters * numbersEach * Float32Array.BYTES_PER_ELEMENT;
  const limit = Math.min(mostBytes, mostShare * memoryGB * 1e9);
  if (memoryBytes <= limit) return { parameters, memoryBytes };
  const megabytes = (bytes: number) => String(Math.round(bytes / 1e6));
  throw new TaskError("wont-fit", "The network is too large to be fine-tuned whole.", undefined, {
    reason: "encoder-beyond",
    values: {
      parameters: String(Math.round(parameters / 1e6)),
      need: megabytes(memoryBytes),
      limit: megabytes(limit),
    },
  });
}
