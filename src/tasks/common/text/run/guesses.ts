import * as v from "valibot";
import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { largestOf, softmax } from "../../../../shared/generation/sampling.ts";
import { floatsOf, type TensorMap } from "../../../../shared/tensor.ts";
import type { Checkpoint, Graph, SpanTokenizer } from "../../../ports.ts";
import { type RunContext, refuseOther, type TaskRun } from "../../../run.ts";
import { type AttentionLayer, type Guess, type Guesses, GuessRequest, type ReadToken } from "../guesses.ts";
import { decoderFileOf } from "./decoder-file.ts";
import { encoderFeeds, isSolitary } from "./encoder.ts";
import { maxTokensOf } from "./max-tokens.ts";

/** A sentence or a few: each token of a masked model is a pass of its own. */
const mostTokens = 128;
/** Of one pass: a number for each word of the vocabulary at each token, so 64 MB. */
const logitsPerPass = 16_000_000;
const toldCandidates = 5;

interface Opened {
  readonly tokenizer: SpanTokenizer;
  readonly graph: Graph;
  readonly mostTokens: number;
}

interface Read {
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  readonly tokens: ReadToken[];
  readonly isCut: boolean;
}

type Context = Pick<RunContext<unknown>, "signal" | "progress">;

/** The tokens of a text, each guessed from both sides. No task of the Hub gives this, so it is none of the registry's. */
export const masked = defineGuesses("masked-guesses", "MaskedLM", async (checkpoint) => {
  const opened = await openedBy(checkpoint, "model");
  const { tokenizer } = opened;
  const maskId = tokenizer.maskToken === undefined ? undefined : tokenizer.idOf(tokenizer.maskToken);
  if (maskId === undefined) throw new TaskError("model-unsupported", "The tokenizer has no mask token.");
  const isAlone = isSolitary(checkpoint.dtype);
  return async ({ text, hidden }, context) => {
    const read = readBy(opened, text);
    const asked = read.tokens.flatMap(({ isSpecial }, place) => (isSpecial ? [] : [place]));
    if (hidden) {
      const places = hidden.filter((place) => asked.includes(place));
      const [guesses, attention] = await hiddenAt(opened, read, [places], maskId);
      return answerOf(read, guesses, attention);
    }
    const guesses: Guess[] = [];
    let rows = 1;
    while (guesses.length < asked.length) {
      if (context.signal.aborted) throw new Stopped();
      const places = asked.slice(guesses.length, guesses.length + rows);
      const [found, , vocabulary] = await hiddenAt(
        opened,
        read,
        places.map((place) => [place]),
        maskId,
      );
      guesses.push(...found);
      // How large a pass may be is known once the first has told how large the vocabulary is.
      if (!isAlone) rows = Math.max(1, Math.floor(logitsPerPass / (vocabulary * read.ids.length)));
      context.progress(guesses.length, asked.length);
    }
    return answerOf(read, guesses, []);
  };
});

/** The tokens of a text, each guessed from those before it; the first has none before it. */
export const causal = defineGuesses("causal-guesses", "CausalLM", async (checkpoint) => {
  const opened = await openedBy(checkpoint, await decoderFileOf(checkpoint));
  return async ({ text }) => {
    const read = readBy(opened, text);
    const outputs = await opened.graph.run(encoderFeeds([read], opened.tokenizer.padId));
    const logitsAt = logitsIn(outputs);
    const guesses = read.ids
      .slice(1)
      .map((id, before) => guessOf({ place: before + 1, id }, logitsAt(0, before), opened.tokenizer));
    return answerOf(read, guesses, attentionIn(outputs, read.ids.length));
  };
});

function defineGuesses<Id extends string>(
  id: Id,
  head: "MaskedLM" | "CausalLM",
  open: (checkpoint: Checkpoint) => Promise<(request: GuessRequest, context: Context) => Promise<Guesses>>,
): TaskRun<Id> {
  return {
    id,
    async open(checkpoint) {
      refuseOther({ id, heads: [head] }, checkpoint);
      const guess = await open(checkpoint);
      return {
        warmUp: undefined,
        dispose: () => {},
        async run(input, _options, context, now) {
          const started = now();
          const output = await guess(v.parse(GuessRequest, input), context);
          return { output, ms: { preprocess: 0, run: now() - started, postprocess: 0 } };
        },
      };
    },
  };
}

async function openedBy(checkpoint: Checkpoint, file: string): Promise<Opened> {
  const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph(file)]);
  return { tokenizer, graph, mostTokens: Math.min(mostTokens, maxTokensOf(checkpoint.config, tokenizer)) };
}

/** @throws TaskError `input-empty` where there is nothing to guess */
function readBy({ tokenizer, mostTokens: maxLength }: Opened, text: string): Read {
  const [window, ...others] = text.trim() === "" ? [] : tokenizer.spans(text, { maxLength });
  if (!window) throw new TaskError("input-empty", "There is no text.");
  const letters = Array.from(text);
  const tokens = window.ids.map((id, place): ReadToken => {
    const [start, end] = window.offsets[place] ?? [0, 0];
    const own = letters.slice(start, end).join("").trim();
    const isSpecial = window.sequences[place] === null;
    const isOwn = own !== "" && !isSpecial && id !== tokenizer.unknownId;
    return { id, text: isOwn ? own : tokenizer.pieceOf(id), start, end, isSpecial };
  });
  return { ids: window.ids, typeIds: window.typeIds, tokens, isCut: others.length > 0 };
}

function answerOf({ tokens, isCut }: Read, guesses: Guess[], attention: AttentionLayer[]): Guesses {
  return { tokens, isCut, guesses, attention };
}

/**
 * One pass with a row for each set of places, which are hidden in it.
 * @returns guesses of all rows in their order, the attention of the first, the size of the vocabulary
 */
async function hiddenAt(
  { tokenizer, graph }: Opened,
  { ids, typeIds }: Read,
  rows: readonly (readonly number[])[],
  maskId: number,
): Promise<readonly [Guess[], AttentionLayer[], number]> {
  const batch = rows.map((hidden) => ({
    ids: ids.map((id, place) => (hidden.includes(place) ? maskId : id)),
    typeIds,
  }));
  const outputs = await graph.run(encoderFeeds(batch, tokenizer.padId));
  const logitsAt = logitsIn(outputs);
  const guesses = rows.flatMap((hidden, row) =>
    hidden.map((place) => guessOf({ place, id: ids[place] ?? 0 }, logitsAt(row, place), tokenizer)),
  );
  return [guesses, attentionIn(outputs, ids.length), logitsAt(0, 0).length];
}

/** @returns logits at a place of a row, over the vocabulary */
function logitsIn(outputs: TensorMap): (row: number, place: number) => Float32Array {
  const { data, dims } = floatsOf(outputs, "logits", 3);
  const [, places = 0, width = 0] = dims;
  return (row, place) => data.subarray((row * places + place) * width).subarray(0, width);
}

function guessOf(
  { place, id }: { readonly place: number; readonly id: number },
  logits: Float32Array,
  tokenizer: Pick<SpanTokenizer, "pieceOf">,
): Guess {
  const probabilities = softmax(logits);
  const probability = probabilities[id] ?? 0;
  return {
    place,
    probability,
    // A share so small that it is no number above 0 any more would have no logarithm.
    loss: -Math.log(Math.max(probability, Number.MIN_VALUE)),
    rank: 1 + probabilities.reduce((count, other) => count + (other > probability ? 1 : 0), 0),
    top: largestOf(probabilities, toldCandidates).map(({ index, value }) => ({
      id: index,
      text: tokenizer.pieceOf(index),
      probability: value,
    })),
  };
}

/** What Python's `output_attentions` is called in a graph that was exported with it. */
const attentionName = /^(?:encoder_|decoder_)?attentions?[._](\d+)$/;

/** Of the first row. */
function attentionIn(outputs: TensorMap, tokens: number): AttentionLayer[] {
  return Object.entries(outputs)
    .flatMap(([name, value]) => {
      const layer = attentionName.exec(name)?.[1];
      const [, heads = 0, from, to] = value.dims;
      if (layer === undefined || value.type !== "float32" || from !== tokens || to !== tokens) return [];
      return [{ layer: Number(layer), heads, weights: value.data.slice(0, heads * tokens * tokens) }];
    })
    .sort((a, b) => a.layer - b.layer)
    .map(({ heads, weights }) => ({ heads, weights }));
}
