import * as v from "valibot";
import type { Checkpoint } from "../../../ports.ts";

const EndIds = v.object({ eos_token_id: v.optional(v.nullable(v.union([v.number(), v.array(v.number())]))) });

/** The ids that end a text: `generation_config.json` first, then `config.json`, as in Python. */
export async function endIdsOf(checkpoint: Checkpoint): Promise<ReadonlySet<number>> {
  for (const source of [await checkpoint.json("generation_config.json"), checkpoint.config]) {
    const { eos_token_id: ids } = v.parse(EndIds, source ?? {});
    if (ids !== undefined && ids !== null) return new Set([ids].flat());
  }
  return new Set();
}
