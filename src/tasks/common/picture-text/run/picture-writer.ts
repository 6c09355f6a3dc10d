import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import { GenerationConfig } from "../../../../shared/generation/config.ts";
import type { ImageProcessor } from "../../../../shared/image/processor.ts";
import type { Feeds, Handle } from "../../../../shared/tensor.ts";
import { longTensor } from "../../../../shared/tensor.ts";
import type { Checkpoint, DecoderGraph, SpanTokenizer } from "../../../ports.ts";
import { positionsOf } from "../../text/run/max-tokens.ts";
import { greyPicture, loadImageProcessor } from "../../vision/run/image-model.ts";
import { openDecoder, type Seq2Seq } from "../../writing/run/seq2seq.ts";
import { taskParamsOf } from "../../writing/run/task-params.ts";
import { createEye, type Eye, sightNames } from "./eye.ts";
import { type Family, familyOf } from "./families.ts";

/** What writes, of a model that looks at a picture: BLIP, GIT, and the pairs of VisionEncoderDecoder. */
export interface Writer
  extends Pick<Seq2Seq, "generation" | "taskParams" | "endIds" | "maxTargetTokens">,
    Pick<Family, "startIdsOf" | "readsPrompt"> {
  readonly tokenizer: SpanTokenizer;
  readonly processor: ImageProcessor;
  readonly decoder: DecoderGraph;
  /** What the decoder is fed at every step. */
  contextOf(sight: Handle): Feeds;
}

/** One that describes what it sees. */
export interface PictureWriter extends Writer {
  readonly eye: Eye;
}

/** @throws TaskError `model-unsupported` for another kind of model, before its weights are fetched */
export async function loadPictureWriter(checkpoint: Checkpoint): Promise<PictureWriter> {
  const family = familyOf(checkpoint);
  const [writer, encoder] = await Promise.all([
    loadWriter(checkpoint, family),
    encoderFileOf(checkpoint).then((file) => checkpoint.heldGraph(file, sightNames)),
  ]);
  return { ...writer, eye: createEye(encoder) };
}

export async function loadWriter(checkpoint: Checkpoint, family: Family): Promise<Writer> {
  const [tokenizer, processor, decoder, settings] = await Promise.all([
    checkpoint.tokenizer(),
    loadImageProcessor(checkpoint),
    family.decodesIn !== undefined && (await checkpoint.has(family.decodesIn))
      ? checkpoint.decoder(family.decodesIn)
      : openDecoder(checkpoint),
    checkpoint.json("generation_config.json"),
  ]);
  // Without the file Python takes the settings from config.json, those of the part that writes beneath the model's own.
  const generation = v.parse(GenerationConfig, settings ?? { ...family.text, ...checkpoint.config });
  return {
    tokenizer,
    processor,
    decoder,
    generation,
    taskParams: taskParamsOf(checkpoint.config, settings).taskParams,
    endIds: await family.endIds(),
    maxTargetTokens: positionsOf(family.text),
    startIdsOf: family.startIdsOf,
    readsPrompt: family.readsPrompt,
    contextOf: (sight) => ({
      [family.contextName]: sight,
      encoder_attention_mask: longTensor(new Array<number>(sight.dims[1] ?? 0).fill(1), [1, sight.dims[1] ?? 0]),
    }),
  };
}

/** What looks at the picture lies apart from what reads beside it, or is all that there is. */
async function encoderFileOf({ has }: Checkpoint): Promise<string> {
  const file = "vision_encoder";
  return (await has(file)) ? file : "encoder_model";
}

/** What a prompt begins the text with. @throws TaskError where the model takes none: Python refuses it as well */
export function startIdsFor(writer: Writer, prompt: string | undefined): readonly number[] {
  const said = prompt === undefined || prompt.trim() === "" ? undefined : prompt;
  if (said !== undefined && !writer.readsPrompt) {
    throw new TaskError("input-invalid", "The model takes no prompt.", undefined, { reason: "prompt-unread" });
  }
  return writer.startIdsOf(said, writer.tokenizer, writer.generation);
}

/** Two tokens about a grey picture, so that shaders are compiled before a run counts. */
export async function warmUpPictureWriter(writer: PictureWriter): Promise<void> {
  const sight = await writer.eye.see(writer.processor.prepare(greyPicture()));
  const decoder = writer.decoder.open(writer.contextOf(sight));
  try {
    const start = startIdsFor(writer, undefined);
    await decoder.step(start);
    await decoder.step(start.slice(-1));
  } finally {
    decoder.dispose();
    writer.eye.drop();
  }
}
