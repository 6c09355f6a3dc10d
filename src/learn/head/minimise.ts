type Cost = (parameters: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** One over their product. */
  readonly scale: number;
}

/** Steps that the shape of the cost is learned from. */
const remembered = 10;
/** Where no entry of the gradient is larger, nothing is to be gained any more. */
const tolerance = 1e-7;
/** Of the gain that the slope promises (Armijo), and of the slope that may be left (Wolfe). */
const leastGain = 1e-4;
const mostSlope = 0.9;
const mostTries = 40;

/**
 * The least of a smooth convex cost, by L-BFGS with a line search that meets the weak conditions of Wolfe by bisection
 * (Nocedal and Wright, "Numerical Optimization", algorithm 7.4; Burke, Lewis and Overton for the search).
 * @param steps at most
 * @param onStep may throw to leave off
 */
export async function minimised(
  costOf: Cost,
  start: Float64Array,
  steps: number,
  onStep: (step: number, value: number) => Promise<void> = async () => {},
): Promise<{ readonly parameters: Float64Array; readonly value: number }> {
  let parameters = start;
  let now = costOf(parameters);
  let pairs: readonly Pair[] = [];
  for (let step = 1; step <= steps && largest(now.gradient) > tolerance; step += 1) {
    const direction = directionOf(now.gradient, pairs);
    const found = searched(costOf, { parameters, now, direction });
    if (!found) break;
    const moved = found.parameters.map((value, place) => value - (parameters[place] ?? 0));
    const change = found.next.gradient.map((value, place) => value - (now.gradient[place] ?? 0));
    pairs = [...pairs, { step: moved, change, scale: 1 / dot(moved, change) }].slice(-remembered);
    ({ parameters, next: now } = found);
    await onStep(step, now.value);
  }
  return { parameters, value: now.value };
}

function directionOf(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  let q: Float64Array = gradient.slice();
  const shares = pairs.toReversed().map(({ step, change, scale }) => {
    const share = scale * dot(step, q);
    q = sum(q, change, -share);
    return share;
  });
  const last = pairs.at(-1);
  // Before anything is known of the cost's shape, one step is as long as the gradient, but not longer than one.
  const length = last ? 1 / (last.scale * dot(last.change, last.change)) : 1 / Math.max(1, Math.sqrt(dot(q, q)));
  let r: Float64Array = q.map((value) => value * length);
  for (const [place, { step, change, scale }] of pairs.entries()) {
    r = sum(r, step, (shares[pairs.length - 1 - place] ?? 0) - scale * dot(change, r));
  }
  return r.map((value) => -value);
}

interface Search {
  readonly parameters: Float64Array;
  readonly now: ReturnType<Cost>;
  readonly direction: Float64Array;
}

/** `undefined` where the numbers are no finer. */
function searched(costOf: Cost, { parameters, now, direction }: Search) {
  const slope = dot(now.gradient, direction);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = 1;
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const there = sum(parameters, direction, length);
    const next = costOf(there);
    const isTooFar = next.value > now.value + leastGain * length * slope;
    if (!isTooFar && dot(next.gradient, direction) >= mostSlope * slope) return { parameters: there, next };
    if (isTooFar) high = length;
    else low = length;
    length = Number.isFinite(high) ? (low + high) / 2 : length * 2;
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let all = 0;
  for (let place = 0; place < a.length; place += 1) all += (a[place] ?? 0) * (b[place] ?? 0);
  return all;
}

function sum(a: Float64Array, b: Float64Array, times: number): Float64Array {
  return a.map((value, place) => value + times * (b[place] ?? 0));
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
