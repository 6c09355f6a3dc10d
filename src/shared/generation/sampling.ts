import { createRandom } from "../random.ts";

/**
 * Changes the logits of the next token in place, given every id so far; Python's `LogitsProcessor`.
 * @param beam which of several texts that are written side by side; the first, where left out
 */
export type LogitsProcessor = (logits: Float32Array, ids: readonly number[], beam?: number) => void;

/** Picks the next id from processed logits. */
export type Sampler = (logits: Float32Array) => number;

/** The most probable id; the first of equals, as `torch.argmax`. */
export function greedy(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (at(logits, id) > at(logits, best)) best = id;
  return best;
}

/** Divides the logits of ids already used by `penalty`, or multiplies them where they are negative (CTRL paper, eq. 1). */
export function repetitionPenalty(penalty: number): LogitsProcessor {
  return (logits, ids) => {
    for (const id of new Set(ids)) {
      const logit = at(logits, id);
      logits[id] = logit < 0 ? logit * penalty : logit / penalty;
    }
  };
}

export function temperature(value: number): LogitsProcessor {
  return (logits) => {
    for (let id = 0; id < logits.length; id++) logits[id] = at(logits, id) / value;
  };
}

/** Keeps the `k` largest logits and whatever equals the smallest of them, as Python does. */
export function topK(k: number): LogitsProcessor {
  return (logits) => {
    if (k >= logits.length) return;
    const threshold = at(Float32Array.from(logits).sort(), logits.length - k);
    for (let id = 0; id < logits.length; id++) if (at(logits, id) < threshold) logits[id] = Number.NEGATIVE_INFINITY;
  };
}

/**
 * Keeps the smallest set of most probable ids whose probability reaches `p`, one at least. Python removes, from the
 * least probable upwards, all whose cumulated probability is at most 1 - p (`TopPLogitsWarper`).
 */
export function topP(p: number): LogitsProcessor {
  return (logits) => {
    if (p >= 1) return;
    const probabilities = softmax(logits);
    const ascending = Array.from(logits.keys()).sort((a, b) => at(logits, a) - at(logits, b));
    let cumulated = 0;
    for (const id of ascending.slice(0, -1)) {
      cumulated += at(probabilities, id);
      if (cumulated > 1 - p) return;
      logits[id] = Number.NEGATIVE_INFINITY;
    }
  };
}

/** Keeps what is at least `p` times as probable as the best, the best itself always; `MinPLogitsWarper`. */
export function minP(p: number): LogitsProcessor {
  return (logits) => {
    const probabilities = softmax(logits);
    const best = greedy(logits);
    const least = p * at(probabilities, best);
    drop(logits, (id) => id !== best && at(probabilities, id) < least);
  };
}

/**
 * Keeps the ids whose surprise is nearest to the expected one until their probability reaches `mass`
 * (`TypicalLogitsWarper`, https://arxiv.org/abs/2202.00666).
 */
export function typicalP(mass: number): LogitsProcessor {
  return (logits) => {
    const probabilities = softmax(logits);
    const entropy = entropyOf(probabilities);
    const distances = probabilities.map((probability) => Math.abs(-Math.log(probability) - entropy));
    const nearest = Array.from(logits.keys()).sort((a, b) => at(distances, a) - at(distances, b));
    let cumulated = 0;
    let farthest = Number.POSITIVE_INFINITY;
    for (const id of nearest) {
      cumulated += at(probabilities, id);
      farthest = at(distances, id);
      if (cumulated >= mass) break;
    }
    drop(logits, (id) => id !== nearest[0] && at(distances, id) > farthest);
  };
}

/** Drops what is less probable than `epsilon`, never the best; `EpsilonLogitsWarper`. */
export function epsilonCutoff(epsilon: number): LogitsProcessor {
  return (logits) => dropBelow(logits, softmax(logits), epsilon);
}

/** The same with a bound that falls where the model is in doubt; `EtaLogitsWarper`. */
export function etaCutoff(epsilon: number): LogitsProcessor {
  return (logits) => {
    const probabilities = softmax(logits);
    dropBelow(logits, probabilities, Math.min(epsilon, Math.sqrt(epsilon) * Math.exp(-entropyOf(probabilities))));
  };
}

function dropBelow(logits: Float32Array, probabilities: Float64Array, least: number): void {
  const best = at(logits, greedy(logits));
  drop(logits, (id) => at(probabilities, id) < least && at(logits, id) < best);
}

function drop(logits: Float32Array, isDropped: (id: number) => boolean): void {
  const dropped = Array.from(logits.keys()).filter(isDropped);
  for (const id of dropped) logits[id] = Number.NEGATIVE_INFINITY;
}

function entropyOf(probabilities: Float64Array): number {
  let entropy = 0;
  for (const probability of probabilities) if (probability > 0) entropy -= probability * Math.log(probability);
  return entropy;
}

/** Draws by probability. Equal seeds give equal draws here, not Python's: its generator is another one. */
export function sampler(seed: number): Sampler {
  const next = createRandom(seed);
  return (logits) => {
    const probabilities = softmax(logits);
    let rest = next();
    for (let id = 0; id < probabilities.length; id++) {
      rest -= at(probabilities, id);
      if (rest < 0) return id;
    }
    return greedy(logits);
  };
}

/** Probabilities of logits, in float64 so that a vocabulary's sum stays 1. */
export function softmax(logits: Float32Array | readonly number[]): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) largest = Math.max(largest, logit);
  const probabilities = new Float64Array(logits.length);
  let sum = 0;
  for (let id = 0; id < logits.length; id++) {
    const value = Math.exp(at(logits, id) - largest);
    probabilities[id] = value;
    sum += value;
  }
  for (let id = 0; id < probabilities.length; id++) probabilities[id] = at(probabilities, id) / sum;
  return probabilities;
}

/** Logarithms of the probabilities, as a copy. */
export function logSoftmax(logits: Float32Array): Float32Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > largest) largest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  const shift = largest + Math.log(sum);
  return logits.map((logit) => logit - shift);
}

/** The `k` largest values with their places, largest first; of equals the first place first. */
export function largestOf(values: ArrayLike<number>, k: number): readonly { index: number; value: number }[] {
  const found: { index: number; value: number }[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = at(values, index);
    if (found.length === k && value <= (found.at(-1)?.value ?? Number.NEGATIVE_INFINITY)) continue;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.value ?? 0) < value) place--;
    found.splice(place, 0, { index, value });
    if (found.length > k) found.pop();
  }
  return found;
}

/** Within bounds by construction of the loops above. */
function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
