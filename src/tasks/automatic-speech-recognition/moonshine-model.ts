import * as v from "valibot";
import { createWaves } from "../../shared/audio/extractors/waves.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped, TaskError } from "../../shared/errors.ts";
import { searchBeams } from "../../shared/generation/beams.ts";
import { generate } from "../../shared/generation/generate.ts";
import { greedy } from "../../shared/generation/sampling.ts";
import { type Handle, outputOf, type TensorMap } from "../../shared/tensor.ts";
import { leastSamplesOf, refuseShort } from "../common/audio/run/least.ts";
import { findPreprocessor } from "../common/preprocessor/run/preprocessor.ts";
import type { Checkpoint, DecoderGraph } from "../ports.ts";
import type { SpeechModel, Transcribe } from "./speech-model.ts";
import { toStretches } from "./stretches.ts";

const Settings = v.object({
  decoder_start_token_id: v.number(),
  eos_token_id: v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1))]),
  /** Of a text, the first id included. */
  max_length: v.nullish(v.number()),
  max_position_embeddings: v.nullish(v.number(), 194),
});

/** What the three convolutions of its encoder read, whose sizes stand in the code and not in `config.json`. */
const convolutions = { conv_kernel: [127, 7, 3], conv_stride: [64, 3, 2] };

/** Moonshine was trained on sounds of up to half a minute; a longer one is heard in parts. */
const wholeSeconds = 60;
const chunkSeconds = 30;

/** Moonshine: an encoder that hears the wave itself, and a decoder that writes. */
export async function openMoonshine(checkpoint: Checkpoint): Promise<SpeechModel> {
  const [tokenizer, encoder, decoder, generation, preprocessor] = await Promise.all([
    checkpoint.tokenizer(),
    checkpoint.heldGraph("encoder_model", ["last_hidden_state"]),
    checkpoint.decoder("decoder_model_merged"),
    checkpoint.json("generation_config.json"),
    findPreprocessor(checkpoint, "feature_extractor"),
  ]);
  const settings = v.parse(Settings, { ...checkpoint.config, ...generation });
  const extractor = createWaves(preprocessor ?? { do_normalize: false });
  const { samplingRate } = extractor;

  return (given) => {
    const sound = toRate(given, samplingRate);
    refuseShort(sound, leastSamplesOf(convolutions));
    const isWhole = sound.samples.length <= wholeSeconds * samplingRate;
    const parts = isWhole
      ? [{ start: 0, end: sound.samples.length }]
      : toStretches(sound.samples.length, { samplingRate, samplesPerFrame: 1, chunkSeconds, contextSeconds: 0 });
    return async (options, context) => {
      refuseOf(options);
      const texts: string[] = [];
      const output = (growing = "") => ({ text: [...texts, ...(growing ? [growing] : [])].join(" ") });
      const read = (ids: readonly number[]) => tokenizer.decode(ids, { skipSpecialTokens: true });
      if (!isWhole) context.notice("speech-in-parts", { seconds: chunkSeconds });
      for (const [index, { start, end }] of parts.entries()) {
        if (context.signal.aborted) throw new Stopped();
        const feeds = extractor.extract(sound.samples.subarray(start, end));
        const outputs = await encoder.hold(feeds);
        const states = outputOf(outputs, "last_hidden_state");
        try {
          const ids = await write(decoder, contextOf(states, feeds), settings, options, {
            signal: context.signal,
            onStep: (written) => context.emit(output(read(written).replace(/\uFFFD+$/u, ""))),
          });
          texts.push(read(ids));
        } finally {
          states.dispose();
        }
        context.progress(index + 1, parts.length);
      }
      return output();
    };
  };
}

/** @throws TaskError for what Python's pipeline refuses of such models, too */
function refuseOf({ task, return_timestamps }: Parameters<Transcribe>[0]): void {
  if (task === "translate") {
    const narrow = { reason: "no-translation" } as const;
    throw new TaskError("input-invalid", "This checkpoint does not translate.", undefined, narrow);
  }
  if (return_timestamps) {
    const narrow = { reason: "no-times" } as const;
    throw new TaskError("input-invalid", "This checkpoint tells no times.", undefined, narrow);
  }
}

function contextOf(states: Handle, { attention_mask }: TensorMap) {
  return { encoder_hidden_states: states, ...(attention_mask && { encoder_attention_mask: attention_mask }) };
}

async function write(
  graph: DecoderGraph,
  context: ReturnType<typeof contextOf>,
  settings: v.InferOutput<typeof Settings>,
  { num_beams, max_new_tokens }: Pick<Parameters<Transcribe>[0], "num_beams" | "max_new_tokens">,
  { signal, onStep }: { readonly signal: AbortSignal; readonly onStep: (ids: readonly number[]) => void },
): Promise<readonly number[]> {
  const room = (settings.max_length ?? settings.max_position_embeddings) - 1;
  const common = {
    prompt: [settings.decoder_start_token_id],
    maxNewTokens: max_new_tokens ?? room,
    endIds: new Set([settings.eos_token_id].flat()),
    processors: [],
    signal,
  };
  if (num_beams !== null && num_beams > 1) {
    const decoder = graph.openBatch(context);
    try {
      const search = { ...common, decoder, beams: num_beams, lengthPenalty: 1, earlyStopping: false, onStep } as const;
      return (await searchBeams(search)).ids;
    } finally {
      decoder.dispose();
    }
  }
  const decoder = graph.open(context);
  const written: number[] = [];
  try {
    const { ids } = await generate({
      ...common,
      decoder,
      choose: greedy,
      onToken(id) {
        written.push(id);
        onStep(written);
        return false;
      },
    });
    return ids;
  } finally {
    decoder.dispose();
  }
}
