export interface Sample {
  /** By the page's clock. */
  readonly atMs: number;
  readonly bytes: number;
}

/** A rate is told of the last seconds: a line that got faster or slower shows soon, and does not jump. */
const windowMs = 5_000;
/** Before it, a rate is a guess. */
const leastMs = 800;

/** The samples with one more; fewer bytes than before mean that another download has begun. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.bytes < last.bytes) return [sample];
  const first = samples.findLastIndex(({ atMs }) => atMs <= sample.atMs - windowMs);
  return [...samples.slice(Math.max(0, first)), sample];
}

/** Bytes a second; `undefined` until it can be told. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.atMs - first.atMs < leastMs) return undefined;
  return ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1_000;
}

/** Seconds until all is there, at this rate. */
export function secondsLeft(loaded: number, total: number | undefined, rate: number | undefined): number | undefined {
  return total === undefined || rate === undefined || rate <= 0 ? undefined : Math.max(0, total - loaded) / rate;
}
