import { describe, expect, it } from "vitest";
import { Stopped } from "../errors.ts";
import golden from "./beams.golden.json";
import { type BeamRequest, searchBeams } from "./beams.ts";
import type { BatchDecoder } from "./decoder.ts";
import { processorsOf } from "./settings.ts";

type Table = Pick<(typeof golden)[number], "after" | "at">;

/** The model of scripts/golden: a row for the last id and a row for the length. Counts what it was asked. */
function tableDecoder({ after, at }: Table): BatchDecoder & { readonly fed: number[][][]; disposed: boolean } {
  let rows: readonly (readonly number[])[] = [[]];
  const fed: number[][][] = [];
  return {
    fed,
    disposed: false,
    step(fresh) {
      fed.push(fresh.map((ids) => [...ids]));
      rows = rows.map((row, index) => [...row, ...(fresh[index] ?? [])]);
      const logits = rows.map((row) => {
        const last = after[row.at(-1) ?? 0] ?? [];
        const place = at[row.length % at.length] ?? [];
        return Float32Array.from(last, (value, id) => value + (place[id] ?? 0));
      });
      return Promise.resolve(logits);
    },
    async select(parents) {
      rows = parents.map((parent) => rows[parent] ?? []);
    },
    dispose() {
      this.disposed = true;
    },
  };
}

type Asked = (typeof golden)[number]["asked"][number];

function requestOf(table: Table, { prompt, options }: Pick<Asked, "prompt" | "options">): BeamRequest {
  const endIds = new Set([options.eos_token_id].flat());
  const early = options.early_stopping;
  return {
    decoder: tableDecoder(table),
    prompt,
    beams: options.num_beams,
    maxNewTokens: options.max_new_tokens,
    endIds,
    processors: processorsOf(
      { ...options, exponential_decay_length_penalty: decayOf(options) },
      { promptLength: prompt.length, maxNewTokens: options.max_new_tokens, endIds, source: prompt },
    ),
    lengthPenalty: options.length_penalty ?? 1,
    earlyStopping: early === "never" ? "never" : early === true,
    signal: new AbortController().signal,
  };
}

function decayOf({ exponential_decay_length_penalty: decay }: Asked["options"]): [number, number] | undefined {
  const [start, factor] = decay ?? [];
  return start === undefined || factor === undefined ? undefined : [start, factor];
}

const cases = golden.flatMap((table, number) =>
  table.asked.map((asked) => ({ table, asked, title: `${number} ${JSON.stringify(asked.options)} ${asked.prompt}` })),
);

describe("beam search", () => {
  it.each(cases)("finds what Python's generate finds: $title", async ({ table, asked }) => {
    const request = requestOf(table, asked);
    const { ids, finish } = await searchBeams(request);
    const last = asked.ids.at(-1) ?? -1;
    const ended = request.endIds.has(last);
    expect(ids).toEqual(ended ? asked.ids.slice(0, -1) : asked.ids);
    expect(finish).toBe(ended ? "end" : "length");
  });

  // Ids: eos, a, b, pad. Python's `generate` gives [1, 0] with it and [2, 0] without: a bad word's share is then lost to
  // the beam that it was taken from.
  it.each([
    [true, [1]],
    [false, [2]],
  ])("shares what a bad word had where renormalize_logits is %s", async (renormalize_logits, expected) => {
    const never = -1e4;
    const log = (...shares: readonly number[]) => shares.map((share) => (share > 0 ? Math.log(share) : never));
    const decoder = tableDecoder({
      after: [log(1, 0, 0, 0), log(0.5, 0, 0, 0.5), log(0.9, 0, 0, 0.1), log(0, 0.6, 0.4, 0)],
      at: [[0, 0, 0, 0]],
    });
    const frame = { promptLength: 1, maxNewTokens: 4, endIds: new Set([0]), source: [3] };
    const { ids } = await searchBeams({
      ...{ decoder, prompt: [3], beams: 2, maxNewTokens: 4, endIds: new Set([0]) },
      processors: processorsOf({ bad_words_ids: [[3]], renormalize_logits }, frame),
      ...{ lengthPenalty: 1, earlyStopping: false, signal: new AbortController().signal },
    });
    expect(ids).toEqual(expected);
  });

  const [table] = golden;
  const asked = table?.asked[2];
  if (!table || !asked) throw new Error("no golden values");

  it("reads the prompt once, then one id for each beam", async () => {
    const decoder = tableDecoder(table);
    await searchBeams({ ...requestOf(table, asked), decoder });
    expect(decoder.fed[0]).toEqual([asked.prompt]);
    expect(decoder.fed.slice(1).every((rows) => rows.length === 4 && rows.every((ids) => ids.length === 1))).toBe(true);
  });

  it("shows the best text so far after each step", async () => {
    const shown: number[][] = [];
    const { ids } = await searchBeams({ ...requestOf(table, asked), onStep: (best) => shown.push([...best]) });
    expect(shown[0]).toHaveLength(1);
    expect(shown.map(({ length }) => length)).toEqual(shown.map((_, index) => index + 1));
    expect(ids.length).toBeGreaterThan(0);
  });

  it("ends at a stop text as well", async () => {
    const found = await searchBeams({
      ...requestOf(table, asked),
      endIds: new Set(),
      isStop: (ids) => ids.at(-1) === 4,
    });
    expect(found).toMatchObject({ finish: "stop" });
    expect(found.ids.at(-1)).toBe(4);
  });

  it("throws Stopped between two steps once it was asked to stop", async () => {
    const abort = new AbortController();
    const decoder = tableDecoder(table);
    const run = searchBeams({
      ...requestOf(table, asked),
      decoder,
      signal: abort.signal,
      onStep: () => abort.abort(),
    });
    await expect(run).rejects.toBeInstanceOf(Stopped);
    expect(decoder.fed).toHaveLength(1);
  });
});
