import * as v from "valibot";
import type { Checkpoint } from "../../../ports.ts";

const EndIds = v.object({ eos_token_id: v.optional(v.nullable(v.union([v.number(), v.array(v.number())]))) });

/**
 * The ids that end a text. Where there is a `generation_config.json`, it alone counts, as in Python: one that names none
 * lets a text go on to its limit, whatever `config.json` says.
 */
export async function endIdsOf(checkpoint: Pick<Checkpoint, "json" | "config">): Promise<ReadonlySet<number>> {
  const settings = await checkpoint.json("generation_config.json");
  const { eos_token_id: ids } = v.parse(EndIds, settings ?? checkpoint.config);
  return new Set([ids ?? []].flat());
}
