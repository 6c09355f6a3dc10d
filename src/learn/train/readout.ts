import { createRandom } from "../../shared/random.ts";
import { batchOf, type TokenBatch } from "../text/batches.ts";
import { maskId, padId, specials, textOf, unknownId } from "../text/vocabulary.ts";
import type { Attention, Readout, ShownToken } from "../verbs.ts";
import type { Pretraining } from "./pretraining.ts";

const shownRows = 3;
const shownSeed = 2_000_003;
/** Of held-out text, that a causal network goes on from. */
const startTokens = 8;
const writtenTokens = 24;
const writtenTexts = 2;
/** Below 1: what is probable comes a little more often than the network thinks. */
const temperature = 0.8;

/** The first rows of a batch: what is hidden, and what is asked. */
export function pictureOf({ plan, shape, split, vocabulary }: Pretraining): ShownToken[][] {
  const batch = batchOf(split.train, { objective: plan.objective, shape, seed: shownSeed, rows: shownRows });
  return shownRowsOf(batch, vocabulary.tokens);
}

function shownRowsOf({ inputs, targets, weights }: TokenBatch, tokens: readonly string[]): ShownToken[][] {
  const [rows = 0, context = 0] = inputs.dims;
  const nameAt = (ids: TokenBatch["inputs"], place: number) => tokens[ids.data[place] ?? unknownId] ?? "";
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: context }, (__, index) => {
      const place = row * context + index;
      const isAsked = weights.data[place] === 1;
      return { seen: nameAt(inputs, place), ...(isAsked && { asked: nameAt(targets, place) }) };
    }),
  );
}

/** How the first row of held-out text that is shown looks at itself. */
export async function attentionIn({ plan, shape, split, vocabulary, learner }: Pretraining): Promise<Attention> {
  const { layers, heads, context } = shape;
  const { inputs } = batchOf(split.validation, { objective: plan.objective, shape, seed: shownSeed, rows: 1 });
  const shares = await learner.attentionOf({ inputs });
  const size = heads * context ** 2;
  const hidden = inputs.data.indexOf(maskId);
  return {
    tokens: Array.from(inputs.data, (id) => vocabulary.tokens[id] ?? ""),
    first: hidden < 0 ? context - 1 : hidden,
    layers: Array.from({ length: layers }, (_, layer) => ({
      heads,
      weights: shares.slice(layer * size, (layer + 1) * size),
    })),
  };
}

/** @param pause called between passes; may throw to leave off */
export async function readoutOf(pretraining: Pretraining, pause: () => Promise<void>): Promise<Readout> {
  return pretraining.plan.objective === "masked"
    ? { type: "filled", rows: await filledRows(pretraining) }
    : { type: "written", texts: await writtenBy(pretraining, pause) };
}

async function filledRows({ plan, shape, split, vocabulary, learner }: Pretraining): Promise<ShownToken[][]> {
  const { objective } = plan;
  const batch = batchOf(split.validation, { objective, shape, seed: shownSeed, rows: shownRows });
  const logits = await learner.passOf({ inputs: batch.inputs });
  return shownRowsOf(batch, vocabulary.tokens).map((row, rowIndex) =>
    row.map((token, index) => {
      if (token.asked === undefined) return token;
      const start = (rowIndex * shape.context + index) * shape.vocabulary;
      const shares = softmax(logits.subarray(start, start + shape.vocabulary));
      const best = bestOf(shares);
      return { ...token, guess: vocabulary.tokens[best] ?? "", probability: shares[best] ?? 0 };
    }),
  );
}

async function writtenBy({ shape, split, vocabulary, learner }: Pretraining, pause: () => Promise<void>) {
  const random = createRandom(shownSeed);
  const nameOf = (id: number) => vocabulary.tokens[id] ?? "";
  const texts: { start: string; rest: string }[] = [];
  for (let index = 0; index < writtenTexts; index += 1) {
    const from = Math.floor(random() * (split.validation.length - startTokens));
    const start = [...split.validation.subarray(from, from + startTokens)];
    const written: number[] = [];
    while (written.length < writtenTokens) {
      await pause();
      const seen = [...start, ...written].slice(-shape.context);
      // What comes behind the last token is not looked at, so any token may fill it up.
      const data = new Int32Array(shape.context).fill(padId);
      data.set(seen);
      const logits = await learner.passOf({ inputs: { data, dims: [1, shape.context] } });
      const last = (seen.length - 1) * shape.vocabulary;
      written.push(drawnFrom(softmax(logits.subarray(last, last + shape.vocabulary), temperature), random()));
    }
    const { kind } = vocabulary;
    const whole = textOf([...start, ...written].map(nameOf), kind);
    const begun = textOf(start.map(nameOf), kind);
    texts.push({ start: begun, rest: whole.slice(begun.length) });
  }
  return texts;
}

/** Shares of all tokens but the special ones, which stand for no text. */
function softmax(logits: Float32Array, heat = 1): Float32Array {
  const shares = new Float32Array(logits.length);
  let top = Number.NEGATIVE_INFINITY;
  for (let id = specials.length; id < logits.length; id += 1) top = Math.max(top, logits[id] ?? top);
  let sum = 0;
  for (let id = specials.length; id < logits.length; id += 1) {
    shares[id] = Math.exp(((logits[id] ?? top) - top) / heat);
    sum += shares[id] ?? 0;
  }
  return shares.map((share) => share / sum);
}

function bestOf(shares: Float32Array): number {
  return shares.reduce((best, share, id) => (share > (shares[best] ?? 0) ? id : best), 0);
}

/** @param chance in 0..1 */
function drawnFrom(shares: Float32Array, chance: number): number {
  let left = chance;
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? bestOf(shares) : found;
}
