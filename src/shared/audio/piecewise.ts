import { periodOf, toRate } from "./resample.ts";

/** Takes a sound piece after piece, and gives it at another rate. */
export interface PiecewiseRate {
  add(samples: Float32Array): void;
  /** @returns all of it */
  end(): Float32Array<ArrayBuffer>;
}

/** Of a stretch that is resampled at once; whole periods of the rates near it. */
const stretchSeconds = 10;
/** On each side of it, more than the longest filter reaches. */
const contextSeconds = 0.5;

/** What is left over behind a sound whose length was known well enough, and not worth a copy. */
const spareShare = 0.01;

/**
 * `toRate`, to the last bit, of a sound that never lies there as a whole at its own rate: where one period of the two
 * rates ends (44.1 and 16 kHz: 441 and 160 samples), the next begins as the first did.
 * @param expected how many samples will come, as far as one knows: room for them is made at once
 */
export function createPiecewiseRate(samplingRate: number, target: number, expected = 0): PiecewiseRate {
  const period = periodOf(samplingRate, target);
  const inPeriods = (seconds: number) => period * Math.ceil((seconds * samplingRate) / period);
  const stretch = inPeriods(stretchSeconds);
  const context = inPeriods(contextSeconds);
  const made = (samples: number) => (samples / samplingRate) * target;
  const held = new Float32Array(context + stretch + context);
  let whole = new Float32Array(Math.ceil(made(expected)) + target);
  let filled = 0;
  let length = 0;
  /** Samples at the begin of what is held that were given already. */
  let given = 0;

  const outputOf = (samples: Float32Array<ArrayBuffer>) => toRate({ samples, samplingRate }, target).samples;

  function put(samples: Float32Array): void {
    if (filled + samples.length > whole.length) {
      const wider = new Float32Array(2 * (filled + samples.length));
      wider.set(whole.subarray(0, filled));
      whole = wider;
    }
    whole.set(samples, filled);
    filled += samples.length;
  }

  function flush(): void {
    const from = made(given);
    put(outputOf(held).subarray(from, from + made(stretch + context - given)));
    held.copyWithin(0, stretch);
    length -= stretch;
    given = context;
  }

  return {
    add(samples) {
      for (let at = 0; at < samples.length; ) {
        const part = samples.subarray(at, at + held.length - length);
        held.set(part, length);
        length += part.length;
        at += part.length;
        if (length === held.length) flush();
      }
    },
    end() {
      put(outputOf(held.subarray(0, length)).subarray(made(given)));
      const isSpare = whole.length - filled > Math.max(target, spareShare * filled);
      return isSpare ? whole.slice(0, filled) : whole.subarray(0, filled);
    },
  };
}
