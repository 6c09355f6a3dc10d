import * as v from "valibot";
import { createWaves } from "../../shared/audio/extractors/waves.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped, TaskError } from "../../shared/errors.ts";
import { GenerationConfig } from "../../shared/generation/config.ts";
import { type Handle, outputOf, type TensorMap } from "../../shared/tensor.ts";
import { leastSamplesOf, refuseShort } from "../common/audio/run/least.ts";
import { findPreprocessor } from "../common/preprocessor/run/preprocessor.ts";
import { decode } from "../common/writing/run/decode.ts";
import { type WritingPlan, writingPlanOf } from "../common/writing/run/generation-config.ts";
import { unchosen } from "../common/writing/run/writing.ts";
import type { Checkpoint } from "../ports.ts";
import type { SpeechModel, Transcribe } from "./speech-model.ts";
import { toStretches } from "./stretches.ts";

const Ends = v.object({ eos_token_id: v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1))]) });

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
  const said = { ...checkpoint.config, ...generation };
  const settings = v.parse(GenerationConfig, said);
  const endIds = new Set([v.parse(Ends, said).eos_token_id].flat());
  const extractor = createWaves(preprocessor ?? { do_normalize: false });
  const { samplingRate } = extractor;

  return (given, { chunk_length_s: asked }) => {
    const sound = toRate(given, samplingRate);
    refuseShort(sound, leastSamplesOf(convolutions));
    const isWhole = asked === null && sound.samples.length <= wholeSeconds * samplingRate;
    const parts = isWhole
      ? [{ start: 0, end: sound.samples.length }]
      : toStretches(sound.samples.length, {
          samplingRate,
          samplesPerFrame: 1,
          ...(asked === null ? { chunkSeconds, contextSeconds: 0 } : { chunkSeconds: asked }),
        });
    return async (options, context) => {
      refuseOf(options);
      const plan = planOf(settings, endIds, options);
      const texts: (readonly number[])[] = [];
      const read = (ids: readonly number[]) => tokenizer.decode(ids, { skipSpecialTokens: true });
      // Python reads the ids of parts that overlap as one text, repeated words and all.
      const textOf = (all: readonly (readonly number[])[]) =>
        asked === null ? all.map(read).join(" ") : read(all.flat());
      if (!isWhole && asked === null) context.notice("speech-in-parts", { seconds: chunkSeconds });
      for (const [index, { start, end }] of parts.entries()) {
        if (context.signal.aborted) throw new Stopped();
        const feeds = extractor.extract(sound.samples.subarray(start, end));
        const outputs = await encoder.hold(feeds);
        const states = outputOf(outputs, "last_hidden_state");
        try {
          const { ids, endId } = await decode(
            { decoder, endIds, plan, context: contextOf(states, feeds), source: [] },
            {
              signal: context.signal,
              onStep: (written) =>
                context.emit({ text: textOf([...texts, [...plan.startIds, ...written]]).replace(/\uFFFD+$/u, "") }),
            },
          );
          // Python reads back what begins and ends a text as well: only a special token is not seen.
          texts.push([...plan.startIds, ...ids, ...(endId === undefined ? [] : [endId])]);
        } finally {
          states.dispose();
        }
        context.progress(index + 1, parts.length);
      }
      return { text: textOf(texts) };
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

/** Of the lengths that a checkpoint names Python's pipeline takes `max_length` alone. */
function planOf(
  generation: GenerationConfig,
  endIds: ReadonlySet<number>,
  { num_beams, max_new_tokens }: Pick<Parameters<Transcribe>[0], "num_beams" | "max_new_tokens">,
): WritingPlan {
  const settings = { ...generation, max_new_tokens: undefined };
  const choices = { ...unchosen, num_beams, max_new_tokens };
  return writingPlanOf(settings, choices, { endIds, maxPositions: Number.POSITIVE_INFINITY });
}
