import { Tensor } from "@huggingface/transformers";
import { slicePlaces } from "./copies.ts";
import { giveBack } from "./past.ts";
import type { InputMetadata } from "./session.ts";
import { asAsked } from "./single-pass.ts";

/** New places of sequences that stand side by side, equally many for each: by ids, or by vectors in their place. */
export type Fresh = { readonly rows: readonly (readonly number[])[] } | FreshVectors;

interface FreshVectors {
  /** [sequences, places, width] */
  readonly embeddings: Tensor;
  /** A number for each place; three rows (time, height, width) where a picture's places are counted so. */
  readonly positions?: readonly (readonly number[])[] | undefined;
  readonly typeIds?: readonly number[] | undefined;
  /** [sequences, places, ...] by name */
  readonly beside?: Readonly<Record<string, Tensor>> | undefined;
}

/** Where the new places begin. */
export interface Start {
  /** Places that the graph remembers. */
  readonly past: number;
  /** The next place's number. */
  readonly position: number;
}

export function countOf(fresh: Fresh): { readonly sequences: number; readonly places: number } {
  if ("rows" in fresh) return { sequences: fresh.rows.length, places: fresh.rows[0]?.length ?? 0 };
  const [sequences = 0, places = 0] = fresh.embeddings.dims;
  return { sequences, places };
}

/** The number of the place after these. */
export function positionAfter(fresh: Fresh, position: number): number {
  const given = "rows" in fresh ? undefined : fresh.positions;
  // A picture's places may share numbers: the text goes on behind the largest.
  return given ? Math.max(...given.flat()) + 1 : position + countOf(fresh).places;
}

/** All that graphs ask for beside the past and the context, by the names of transformers' and optimum's exports. */
export function feedsOf(fresh: Fresh, start: Start, inputs: readonly InputMetadata[]): Record<string, Tensor> {
  const { sequences, places } = countOf(fresh);
  const total = start.past + places;
  const inputOf = (name: string) => inputs.find((input) => input.name === name);
  const shapeOf = (name: string) => inputOf(name)?.shape ?? [];
  const repeated = (values: readonly number[]) => Array.from({ length: sequences }, () => values).flat();
  const counted = Array.from({ length: places }, (_, index) => start.position + index);
  const given: Partial<FreshVectors> = "rows" in fresh ? {} : fresh;
  const typeIds = given.typeIds ?? new Array<number>(places).fill(0);
  const beside = Object.entries(given.beside ?? {});
  return {
    ...Object.fromEntries(beside.map(([name, tensor]) => [name, asAsked(tensor, inputOf(name)?.type)])),
    ...("rows" in fresh
      ? { input_ids: longs(fresh.rows.flat(), [sequences, places]) }
      : { inputs_embeds: asAsked(fresh.embeddings, inputOf("inputs_embeds")?.type) }),
    attention_mask: longs(new Array<number>(sequences * total).fill(1), [sequences, total]),
    position_ids: positionIds(shapeOf("position_ids")),
    token_type_ids: longs(repeated(typeIds), [sequences, places]),
    use_cache_branch: new Tensor("bool", [start.past > 0], [1]),
    // transformers has called it both.
    num_logits_to_keep: lastOnly(shapeOf("num_logits_to_keep")),
    logits_to_keep: lastOnly(shapeOf("logits_to_keep")),
  };

  /** [sequences, places], or [3, sequences, places] of graphs that count time, height and width; text moves along all. */
  function positionIds(shape: InputMetadata["shape"]): Tensor {
    const rows = given.positions ?? [counted];
    if (shape.length < 3) return longs(repeated(rows[0] ?? counted), [sequences, places]);
    const [first] = shape;
    const axes = typeof first === "number" ? first : 3;
    const values = Array.from({ length: axes }, (_, axis) => repeated(rows[axis] ?? rows[0] ?? counted));
    return longs(values.flat(), [axes, sequences, places]);
  }
}

function lastOnly(shape: InputMetadata["shape"]): Tensor {
  return longs([1], shape.length === 0 ? [] : [1]);
}

function longs(values: readonly number[], dims: number[]): Tensor {
  return new Tensor(
    "int64",
    BigInt64Array.from(values, (value) => BigInt(value)),
    dims,
  );
}

/**
 * The new places in pieces of `size`, one after another; in one where they are at most `whole`. Places that see one another
 * stay in one piece, which is longer then.
 */
export async function* piecesOf(fresh: Fresh, size: number, whole: number): AsyncGenerator<Fresh> {
  const { places } = countOf(fresh);
  if (places <= whole) {
    yield fresh;
    return;
  }
  const typeIds = "rows" in fresh ? undefined : fresh.typeIds;
  const isWithin = (place: number) => typeIds?.[place - 1] === 1 && typeIds[place] === 1;
  let end = 0;
  for (let start = 0; start < places; start = end) {
    end = Math.min(start + size, places);
    while (isWithin(end)) end += 1;
    if ("rows" in fresh) {
      yield { rows: fresh.rows.map((row) => row.slice(start, end)) };
      continue;
    }
    const embeddings = await slicePlaces(fresh.embeddings, start, end);
    try {
      const positions = fresh.positions?.map((row) => row.slice(start, end));
      const beside: Record<string, Tensor> = {};
      // These come from the CPU, where nothing has to be given back.
      for (const [name, tensor] of Object.entries(fresh.beside ?? {})) {
        beside[name] = await slicePlaces(tensor, start, end);
      }
      yield { embeddings, positions, typeIds: typeIds?.slice(start, end), beside };
    } finally {
      giveBack(embeddings);
    }
  }
}
