import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { createSlices } from "../../../../shared/pause.ts";
import { strip } from "../../../../shared/text/strip.ts";
import type { Pooling } from "../../../../shared/vectors/pooling.ts";
import { headsOf } from "../../../heads.ts";
import type { Checkpoint, Encoding, Graph, Tokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { isSolitary, tellTruncated } from "../../text/run/encoder.ts";
import { maxTokensOf } from "../../text/run/max-tokens.ts";
import { createPassSize, type PassSize } from "../../text/run/pass-size.ts";
import { embedderFeeds, isBag, matchingTaskOf } from "./embedder-feeds.ts";
import { loadRecipe, type Recipe } from "./recipe.ts";

export interface Embedder extends Omit<Recipe, "maxLength"> {
  /** In tokens, special tokens included. */
  readonly maxLength: number;
  readonly tokenizer: Tokenizer;
  readonly graph: Graph;
  /** The graph's output with one vector a token, where it has one. */
  readonly hidden: string | undefined;
  /** The graph's output with one vector a text, where it pools by itself. */
  readonly whole: string | undefined;
  /** Whether each text must have a pass of its own. */
  readonly isSolitary: boolean;
  /** Among the tasks that the model has weights for, the one of texts that are compared with each other. */
  readonly taskId: number | undefined;
  /** Learns from pass to pass, also over runs. */
  readonly passSize: PassSize;
}

export async function loadEmbedder(checkpoint: Checkpoint): Promise<Embedder> {
  const { config, dtype } = checkpoint;
  const [tokenizer, graph, recipe] = await Promise.all([
    checkpoint.tokenizer(),
    checkpoint.graph("model"),
    loadRecipe(checkpoint),
  ]);
  const { inputNames, outputNames } = graph;
  // Where adapters are chosen, this is a vector a token (jina-embeddings-v3), elsewhere one a text (CLIP).
  const isHidden = inputNames.includes("task_id");
  const hidden = [...hiddenNames, ...(isHidden ? [embeds] : [])].find((name) => outputNames.includes(name));
  const whole = [...wholeNames, ...(isHidden ? [] : [embeds])].find((name) => outputNames.includes(name));
  if (!hidden && !whole) throw noVectors(checkpoint, outputNames);
  return {
    ...recipe,
    tokenizer,
    graph,
    hidden,
    whole,
    maxLength: maxTokensOf(config, { maxLength: recipe.maxLength ?? tokenizer.maxLength }),
    // How a decoder's graph treats padding differs from export to export.
    isSolitary: isSolitary(dtype) || inputNames.some((name) => name.startsWith("past_")),
    taskId: matchingTaskOf(config),
    passSize: createPassSize(),
  };
}

/** transformers' name, or that of sentence-transformers' own exports. */
const hiddenNames = ["last_hidden_state", "token_embeddings"] as const;
/** Of exports with pooling and all that follows it: sentence-transformers', then model2vec's. */
const wholeNames = ["sentence_embedding", "embeddings"] as const;
const embeds = "text_embeds";

function noVectors({ config }: Checkpoint, outputNames: readonly string[]): TaskError {
  const gives = outputNames.join(", ");
  const [architecture] = Array.isArray(config.architectures) ? config.architectures.map(String) : [];
  const isOther = architecture !== undefined && headsOf(architecture).length > 0;
  return new TaskError("model-unsupported", `This model gives no vectors (it gives ${gives}).`, undefined, {
    ...(isOther && { reason: "head-other", values: { architecture } }),
  });
}

export type PromptName = "auto" | "none" | "query" | "passage";

/** What goes in front of each text; nothing where the model names no such prompt. */
export function promptOf({ prompts }: Embedder, name: PromptName): string {
  return name === "none" ? "" : prompts[name];
}

/** A text as the graph reads it. */
export interface ReadText extends Encoding {
  /** How many of its first tokens pooling passes over. */
  readonly skipped?: number;
}

/**
 * As sentence-transformers counts a prompt: by itself with its special tokens, without one at its end.
 * @returns 0 where pooling counts the prompt too
 */
function skippedOf({ tokenizer, skipsPrompt }: Pick<Embedder, "tokenizer" | "skipsPrompt">, prompt: string): number {
  if (!skipsPrompt || prompt === "") return 0;
  const { ids } = tokenizer.encode(strip(prompt));
  const last = ids.at(-1);
  return last !== undefined && tokenizer.specialIds.has(last) ? ids.length - 1 : ids.length;
}

/** Longest time in which no stop is seen. */
const sliceMs = 60;

/** What is asked of texts before the graph reads them. */
export interface ReadSettings {
  /** What goes in front of each. */
  readonly prompt: string;
  /**
   * `auto` reads as sentence-transformers does, without spaces at the ends of prompt and text together; the others as a
   * pipeline of transformers, which leaves them.
   */
  readonly pooling: Pooling | "auto" | "none";
}

/** Token ids of texts, cut to what the model takes, with a notice for what was left out. */
export async function encodeTexts(
  embedder: Embedder,
  texts: readonly string[],
  { prompt, pooling }: ReadSettings,
  context: Pick<RunContext<never>, "signal" | "notice">,
): Promise<readonly ReadText[]> {
  const { tokenizer, maxLength, lowers, graph } = embedder;
  const skipped = skippedOf(embedder, prompt);
  const encodings: ReadText[] = [];
  // A table of vectors is a module of its own there, and leaves texts as they are.
  const strips = pooling === "auto" && !isBag(graph);
  const addSpecialTokens = !isBag(graph);
  const slice = createSlices(sliceMs);
  for (const text of texts) {
    const whole = strips ? strip(prompt + text) : prompt + text;
    encodings.push({
      ...tokenizer.encode(lowers ? whole.toLowerCase() : whole, { maxLength, addSpecialTokens }),
      skipped,
    });
    if ((await slice()) && context.signal.aborted) throw new Stopped();
  }
  tellTruncated(encodings, maxLength, context);
  return encodings;
}

/** One pass, so that shaders are compiled before a run counts. */
export async function warmUpEmbedder(embedder: Embedder): Promise<void> {
  await embedder.graph.run(embedderFeeds(embedder, [embedder.tokenizer.encode("warm up")]));
}
