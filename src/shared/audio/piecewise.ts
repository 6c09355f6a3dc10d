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

/**
 * `toRate`, to the last bit, of a sound that never lies there as a whole at its own rate: where one period of the two
 * rates ends (44.1 and 16 kHz: 441 and 160 samples), the next begins as the first did.
 */
export function createPiecewiseRate(samplingRate: number, target: number): PiecewiseRate {
  const period = periodOf(samplingRate, target);
  const inPeriods = (seconds: number) => period * Math.ceil((seconds * samplingRate) / period);
  const stretch = inPeriods(stretchSeconds);
  const context = inPeriods(contextSeconds);
  const made = (samples: number) => (samples / samplingRate) * target;
  const pieces: Float32Array<ArrayBuffer>[] = [];
  const held = new Float32Array(context + stretch + context);
  let length = 0;
  /** Samples at the begin of what is held that were given already. */
  let given = 0;

  const outputOf = (samples: Float32Array<ArrayBuffer>) => toRate({ samples, samplingRate }, target).samples;

  function flush(): void {
    const from = made(given);
    pieces.push(outputOf(held).slice(from, from + made(stretch + context - given)));
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
      pieces.push(outputOf(held.subarray(0, length)).slice(made(given)));
      const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      // One after the other is let go, so that they do not lie there twice.
      for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
        whole.set(piece, at);
        at += piece.length;
      }
      return whole;
    },
  };
}
