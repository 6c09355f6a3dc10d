import type { Decoder } from "../../../../shared/generation/decoder.ts";

/** A decoder that knows what it was fed. */
export interface Reading extends Decoder {
  readonly ids: readonly number[];
}

/**
 * Keeps the decoder of the last text with the keys and values in it, so that one which begins alike, the next turn of
 * a chat, need not be read again from its start.
 */
export interface Memory {
  /**
   * A decoder to go on with: the kept one where all that it was fed begins `ids` and something is left, or where it may be
   * rewound to what does; else a new one.
   */
  take(ids: readonly number[]): Promise<Reading>;
  /** Only after a run that came to its end: what a failed or stopped one left behind is nobody's to trust. */
  keep(reading: Reading): void;
  drop(): void;
}

/**
 * @param maxTokens what is longer is given back, which bounds the memory held between two runs
 * @param isWorth whether to rewind what was kept to its first `common` tokens. By default nothing is: a text that is read whole
 * may come out another than in two parts, of 8-bit graphs.
 */
export function createMemory(
  open: () => Decoder,
  maxTokens: number,
  isWorth: (kept: readonly number[], common: number) => boolean = () => false,
): Memory {
  let kept: Reading | undefined;
  return {
    async take(ids) {
      const found = kept;
      kept = undefined;
      if (!found) return toReading(open());
      const common = commonLength(found.ids, ids);
      if (common === found.ids.length && common < ids.length) return found;
      if (found.rewind && common < ids.length && isWorth(found.ids, common)) {
        await found.rewind(common);
        return found;
      }
      found.dispose();
      return toReading(open());
    },
    keep(reading) {
      kept?.dispose();
      kept = reading.length > maxTokens ? undefined : reading;
      if (!kept) reading.dispose();
    },
    drop() {
      kept?.dispose();
      kept = undefined;
    },
  };
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  const other = a.findIndex((id, place) => id !== b[place]);
  return other < 0 ? a.length : other;
}

function toReading(decoder: Decoder): Reading {
  const ids: number[] = [];
  const { rewind } = decoder;
  return {
    ids,
    rewind:
      rewind &&
      (async (length) => {
        await rewind(length);
        // It may have gone back to its start.
        ids.length = decoder.length;
      }),
    async step(fresh, signal) {
      const logits = await decoder.step(fresh, signal);
      ids.push(...fresh);
      return logits;
    },
    get length() {
      return decoder.length;
    },
    dispose: () => decoder.dispose(),
  };
}

/** Half a gigabyte: some thousand tokens of a model that a browser can hold, and small beside its weights. */
const keptBytes = 512 * 2 ** 20;

/** How many tokens' keys and values fit into what may be kept, by the shapes that `config.json` gives. */
export function keptTokensOf(config: Readonly<Record<string, unknown>>): number {
  const first = (...names: readonly string[]) =>
    names.map((name) => config[name]).find((value) => typeof value === "number" && value > 0);
  const layers = Number(first("num_hidden_layers", "n_layer") ?? 32);
  const heads = Number(first("num_attention_heads", "n_head") ?? 32);
  const width = Number(first("head_dim") ?? Number(first("hidden_size", "n_embd") ?? 4096) / heads);
  const keyHeads = Number(first("num_key_value_heads") ?? heads);
  // A key and a value in float32 for each layer; half precision takes half of it.
  return Math.floor(keptBytes / (layers * keyHeads * width * 2 * 4));
}
