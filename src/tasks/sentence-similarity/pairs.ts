import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { type ScoreFunction, scoresOf } from "../common/labels/scores.ts";
import { encoderFeeds, isSolitary, tellTruncated } from "../common/text/run/encoder.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import { createPassSize } from "../common/text/run/pass-size.ts";
import { forEachOutput, type Outputs, type Reader } from "../common/vectors/run/passes.ts";
import { headsOf } from "../heads.ts";
import type { Checkpoint, Encoding } from "../ports.ts";
import type { RunContext } from "../run.ts";

/** A cross-encoder: it reads two texts at once and gives one number for the pair. */
export interface PairScorer extends Reader {
  readonly kind: "pairs";
  /** In tokens, of both texts together. */
  readonly maxLength: number;
  readonly apply: ScoreFunction;
}

const Config = v.object({
  architectures: v.nullish(v.array(v.string())),
  num_labels: v.nullish(v.number()),
  id2label: v.nullish(v.record(v.string(), v.unknown())),
  sentence_transformers: v.nullish(v.object({ activation_fn: v.nullish(v.string()) })),
  sbert_ce_default_activation_function: v.nullish(v.string()),
});
type Config = v.InferOutput<typeof Config>;

/**
 * Whether the texts are to be scored in pairs: a classifier with one label was trained for nothing else.
 * @throws TaskError `model-unsupported` for a classifier with several labels
 */
export function scoresPairs(config: unknown): boolean {
  const parsed = v.safeParse(Config, config);
  if (!parsed.success) return false;
  const { architectures } = parsed.output;
  const [architecture = ""] = architectures ?? [];
  if (!headsOf(architecture).includes("SequenceClassification")) return false;
  if (labelsIn(parsed.output) === 1) return true;
  throw new TaskError("model-unsupported", `A ${architecture} with several labels ranks nothing.`, undefined, {
    reason: "head-other",
    values: { architecture },
  });
}

/** `PretrainedConfig`: two where a file says nothing. */
function labelsIn({ id2label, num_labels: count }: Config): number {
  return id2label ? Object.keys(id2label).length : (count ?? 2);
}

/** As `CrossEncoder.get_default_activation_fn` of sentence-transformers decides for one label. */
export function activationOf(config: unknown): ScoreFunction {
  const { sentence_transformers: own, sbert_ce_default_activation_function: old } = v.parse(Config, config);
  const name = own?.activation_fn ?? old ?? "";
  return /^torch\..*\.Identity$/.test(name) ? "none" : "sigmoid";
}

export async function loadPairScorer(checkpoint: Checkpoint): Promise<PairScorer> {
  const { config, dtype } = checkpoint;
  const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
  return {
    kind: "pairs",
    tokenizer,
    graph,
    maxLength: maxTokensOf(config, tokenizer),
    isSolitary: isSolitary(dtype),
    taskId: undefined,
    passSize: createPassSize(),
    apply: activationOf(config),
  };
}

/** One pass, so that shaders are compiled before a run counts. */
export async function warmUpPairs({ graph, tokenizer }: PairScorer): Promise<void> {
  await graph.run(encoderFeeds([tokenizer.encode("warm", { pair: "up" })], tokenizer.padId));
}

/** The source with each sentence, spaces at their ends too; the longer of the two is cut, as `CrossEncoder.predict` does. */
export function encodePairs(
  { tokenizer, maxLength }: PairScorer,
  source: string,
  sentences: readonly string[],
  context: Pick<RunContext<never>, "notice">,
): readonly Encoding[] {
  const encodings = sentences.map((sentence) =>
    tokenizer.encode(source, { pair: sentence, maxLength, truncation: "longest_first" }),
  );
  tellTruncated(encodings, maxLength, context);
  return encodings;
}

/** One score a pair, in passes. */
export async function forEachScore(
  scorer: PairScorer,
  encodings: readonly Encoding[],
  context: Pick<RunContext<never>, "signal" | "progress">,
  use: (scores: Float32Array, places: readonly number[]) => void,
  onStop: () => void,
): Promise<void> {
  const takeLogits = ({ data, places }: Outputs) => use(scoresOf(data, scorer.apply), places);
  await forEachOutput(scorer, "logits", encodings, context, takeLogits, onStop);
}
