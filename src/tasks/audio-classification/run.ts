import { createFeatureExtractor } from "../../shared/audio/extractors/create.ts";
import type { FeatureExtractor } from "../../shared/audio/extractors/extractor.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { joinedFloats } from "../../shared/bytes.ts";
import { Stopped } from "../../shared/errors.ts";
import { type Sound, secondsOf } from "../../shared/media.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { leastSamplesOf, refuseShort } from "../common/audio/run/least.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { preprocessorOf } from "../common/preprocessor/run/preprocessor.ts";
import type { Graph } from "../ports.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { findPieceSeconds, pieceStartsOf } from "./windows.ts";

interface Ears {
  readonly graph: Graph;
  readonly extractor: FeatureExtractor;
}

/** Python hears a sound of any length at once; beyond this, attention over all of it would not fit. */
const wholeSeconds = 60;

export const run = defineRun(definition, {
  async load(checkpoint) {
    // First, so that sounds which cannot be made ready cost no weights.
    const config = await preprocessorOf(checkpoint, "feature_extractor");
    const extractor = createFeatureExtractor(config, String(checkpoint.config.model_type));
    const graph = await checkpoint.graph("model");
    const leastSamples = Math.max(extractor.leastSamples, leastSamplesOf(checkpoint.config));
    return { graph, extractor, leastSamples, ...configLabelsOf(checkpoint.config) };
  },

  async warmUp(ears) {
    await hear(ears, new Float32Array(ears.extractor.samplingRate));
  },

  preprocess({ extractor, leastSamples }, { audio }) {
    const sound = toRate(audio, extractor.samplingRate);
    refuseShort(sound, leastSamples);
    return sound;
  },

  async run(ears, sound, _options, { signal, emit, progress, notice }) {
    const { labelOf, extractor } = ears;
    const duration = secondsOf(sound);
    const seconds = findPieceSeconds(duration, extractor.windowSeconds);
    const starts = seconds === undefined ? [] : pieceStartsOf(duration, seconds);
    const isWhole = extractor.windowSeconds !== undefined || duration <= wholeSeconds;
    if (extractor.windowSeconds !== undefined && duration > extractor.windowSeconds) {
      notice("sound-cut", { seconds: extractor.windowSeconds });
    }
    if (!isWhole) notice("sound-in-parts", { seconds: wholeSeconds });

    const whole = isWhole ? await hear(ears, sound.samples) : undefined;
    const pieces: Float32Array[] = [];
    function outputNow() {
      const logits = whole ?? meanOf(pieces);
      const labels = Array.from(logits, (_, place) => labelOf(place));
      if (seconds === undefined) return { labels, logits };
      return { labels, logits, windows: { seconds, logits: joinedFloats(pieces) } };
    }
    for (const [piece, start] of starts.entries()) {
      if (signal.aborted) throw new Stopped();
      if (whole || piece > 0) emit(outputNow());
      pieces.push(await hear(ears, pieceOf(sound, start, seconds ?? duration)));
      progress(piece + 1, starts.length);
    }
    if (signal.aborted) throw new Stopped();
    return outputNow();
  },
});

/** A logit for each label. */
async function hear({ graph, extractor }: Ears, samples: Float32Array): Promise<Float32Array<ArrayBuffer>> {
  return floatsOf(await graph.run(extractor.extract(samples)), "logits").data.slice();
}

function pieceOf({ samples, samplingRate }: Sound, start: number, seconds: number): Float32Array {
  const from = Math.round(start * samplingRate);
  return samples.subarray(from, from + Math.round(seconds * samplingRate));
}

function meanOf(rows: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const sum = new Float32Array(rows[0]?.length ?? 0);
  for (const row of rows) for (const [place, value] of row.entries()) sum[place] = (sum[place] ?? 0) + value;
  return sum.map((value) => value / rows.length);
}
