import { Stopped } from "../../../../shared/errors.ts";
import { searchBeams } from "../../../../shared/generation/beams.ts";
import { type Generated, generate } from "../../../../shared/generation/generate.ts";
import { greedy } from "../../../../shared/generation/sampling.ts";
import type { Feeds } from "../../../../shared/tensor.ts";
import type { DecoderGraph } from "../../../ports.ts";
import type { WritingPlan } from "./generation-config.ts";

/** What writes, and what it sees at every step. */
interface Decoding {
  readonly decoder: DecoderGraph;
  readonly context: Feeds;
  readonly plan: WritingPlan;
  readonly endIds: ReadonlySet<number>;
  /** Ids that an encoder read. */
  readonly source: readonly number[];
}

export interface Writing {
  readonly signal: AbortSignal;
  /** The ids so far: of the text, or of the best beam, which may yet lose. */
  readonly onStep?: (ids: readonly number[]) => void;
  /** Each token with the model's logits at its place (valid during the call); of beams once the best text is known. */
  readonly onToken?: (id: number, logits: Float32Array) => void;
  /** The id that ended a text written without beams, with the same. */
  readonly onEnd?: (id: number, logits: Float32Array) => void;
}

/** Writes what follows from the context: the most probable token each time, or the best text of several beams. */
export async function decode(decoding: Decoding, writing: Writing): Promise<Generated> {
  if (writing.signal.aborted) throw new Stopped();
  return decoding.plan.beams > 1 ? searched(decoding, writing) : written(decoding, writing);
}

function requestOf({ plan, endIds, source }: Decoding, { signal }: Writing) {
  const { startIds, maxNewTokens } = plan;
  return { prompt: startIds, maxNewTokens, endIds, processors: plan.processorsFor(source), signal };
}

async function searched(decoding: Decoding, writing: Writing): Promise<Generated> {
  const { beams, lengthPenalty, earlyStopping } = decoding.plan;
  const { onStep } = writing;
  const decoder = decoding.decoder.openBatch(decoding.context);
  const search = { ...requestOf(decoding, writing), decoder, beams, lengthPenalty, earlyStopping };
  let found: Generated;
  try {
    found = await searchBeams({ ...search, ...(onStep && { onStep }) });
  } finally {
    decoder.dispose();
  }
  await reread(decoding, found.ids, writing);
  return found;
}

/** Reads a text that beams found once more, for what the model thought at each of its places. */
async function reread(decoding: Decoding, ids: readonly number[], { signal, onToken }: Writing): Promise<void> {
  if (!onToken) return;
  const decoder = decoding.decoder.open(decoding.context);
  let feed = decoding.plan.startIds;
  try {
    for (const id of ids) {
      if (signal.aborted) throw new Stopped();
      onToken(id, await decoder.step(feed, signal));
      feed = [id];
    }
  } finally {
    decoder.dispose();
  }
}

async function written(decoding: Decoding, writing: Writing): Promise<Generated> {
  const { onStep, onToken, onEnd } = writing;
  const decoder = decoding.decoder.open(decoding.context);
  const ids: number[] = [];
  try {
    return await generate({
      ...requestOf(decoding, writing),
      decoder,
      choose: greedy,
      onToken(id, logits) {
        ids.push(id);
        onToken?.(id, logits);
        onStep?.(ids);
        return false;
      },
      ...(onEnd && { onEnd }),
    });
  } finally {
    decoder.dispose();
  }
}
