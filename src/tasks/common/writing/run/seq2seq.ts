import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import { GenerationConfig, unknownSettingsOf } from "../../../../shared/generation/config.ts";
import type { Generated } from "../../../../shared/generation/generate.ts";
import { type Handle, type LongTensor, longTensor, outputOf } from "../../../../shared/tensor.ts";
import type { Checkpoint, DecoderGraph, HeldGraph, SpanTokenizer } from "../../../ports.ts";
import { positionsOf, trainedPositionsOf } from "../../text/run/max-tokens.ts";
import { decode, type Writing } from "./decode.ts";
import { endIdsOf } from "./end-ids.ts";
import type { WritingPlan } from "./generation-config.ts";
import { isAskedAgain, type TaskParams, taskParamsOf } from "./task-params.ts";

/** An encoder that reads a text and a decoder that writes one: T5, BART, PEGASUS, Marian, M2M100, NLLB, mBART. */
export interface Seq2Seq extends TaskParams {
  readonly modelType: string;
  readonly tokenizer: Pick<SpanTokenizer, "encode" | "decode" | "specialIds" | "maxLength" | "tokenOf">;
  readonly encoder: HeldGraph;
  readonly decoder: DecoderGraph;
  readonly generation: GenerationConfig;
  /** Of the checkpoint: what changes the text in Python and does not here. */
  readonly unknownSettings: readonly string[];
  readonly endIds: ReadonlySet<number>;
  /** In tokens, special ones included. */
  readonly maxSourceTokens: number;
  /** That it has a table for, `Infinity` where it has none: more tokens cannot be read at all. */
  readonly sourcePositions: number;
  readonly maxTargetTokens: number;
}

const Config = v.object({ model_type: v.fallback(v.string(), "") });

export async function loadSeq2Seq(checkpoint: Checkpoint): Promise<Seq2Seq> {
  const [tokenizer, encoder, decoder, settings, endIds] = await Promise.all([
    checkpoint.tokenizer(),
    checkpoint.heldGraph("encoder_model", [encoded]),
    openDecoder(checkpoint),
    checkpoint.json("generation_config.json"),
    endIdsOf(checkpoint),
  ]);
  const config = v.parse(Config, checkpoint.config);
  const positions = positionsOf(checkpoint.config);
  // Without the file Python takes the settings from config.json, where older checkpoints keep them.
  const generation = v.parse(GenerationConfig, settings ?? checkpoint.config);
  return {
    modelType: config.model_type,
    tokenizer,
    encoder,
    decoder,
    generation: isAskedAgain(settings) ? generation : { ...generation, max_new_tokens: undefined },
    unknownSettings: unknownSettingsOf(settings ?? checkpoint.config),
    endIds,
    ...taskParamsOf(checkpoint.config, settings),
    maxSourceTokens: Math.min(tokenizer.maxLength, trainedPositionsOf(checkpoint.config)),
    sourcePositions: positions,
    maxTargetTokens: positions,
  };
}

/** One graph with a branch for the first step, or the older layout: one for the first step and one for the others. */
export async function openDecoder(checkpoint: Checkpoint): Promise<DecoderGraph> {
  const merged = "decoder_model_merged";
  if ((await checkpoint.has(merged)) || !(await checkpoint.has("decoder_model"))) return checkpoint.decoder(merged);
  const later = "decoder_with_past_model";
  return (await checkpoint.has(later))
    ? checkpoint.decoder("decoder_model", later)
    : checkpoint.decoder("decoder_model");
}

/** The encoder's output that a decoder reads. */
const encoded = "last_hidden_state";

interface SourceView {
  readonly encoder_hidden_states: Handle;
  readonly encoder_attention_mask: LongTensor;
}

/** The encoder's view of a text, as the decoder is fed it at every step. The caller disposes the states. */
async function encodeSource({ encoder }: Seq2Seq, ids: readonly number[]): Promise<SourceView> {
  const attention = longTensor(
    ids.map(() => 1),
    [1, ids.length],
  );
  const outputs = await encoder.hold({ input_ids: longTensor(ids, [1, ids.length]), attention_mask: attention });
  return { encoder_hidden_states: outputOf(outputs, encoded), encoder_attention_mask: attention };
}

/** Reads `source` and writes what follows from it. @throws Stopped between two steps */
export async function writeFrom(
  model: Seq2Seq,
  source: readonly number[],
  plan: WritingPlan,
  writing: Writing,
): Promise<Generated> {
  if (source.length === 0) throw new TaskError("input-empty", "The text has no token that the model knows.");
  const view = await encodeSource(model, source);
  try {
    const { decoder, endIds } = model;
    return await decode({ decoder, context: { ...view }, plan, endIds, source }, writing);
  } finally {
    view.encoder_hidden_states.dispose();
  }
}

/** As Python's pipelines read ids back: special tokens left out, spaces as they are. */
export function textOf({ tokenizer }: Pick<Seq2Seq, "tokenizer">, ids: readonly number[]): string {
  return tokenizer.decode(ids, { skipSpecialTokens: true, cleanUpSpaces: false });
}
