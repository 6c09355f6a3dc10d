import * as v from "valibot";
import { Stopped, TaskError, tooManyTokens } from "../../../../shared/errors.ts";
import { GenerationConfig, settingsFor } from "../../../../shared/generation/config.ts";
import { type Stretch, separatorOf } from "../../../../shared/text/sentences.ts";
import type { RunContext } from "../../../run.ts";
import type { LineItem } from "../../lines/lines.ts";
import { runLines } from "../../lines/run/lines.ts";
import type { Written } from "../written.ts";
import { unsetMaxLength, type WritingChoices, type WritingPlan, writingPlanOf } from "./generation-config.ts";
import { createPace } from "./pace.ts";
import { type Read, type SourcePart, tellWritten } from "./parts.ts";
import { type Seq2Seq, textOf, writeFrom } from "./seq2seq.ts";

/** One text in the parts that are read one after another. */
export interface Source {
  readonly parts: readonly SourcePart[];
  readonly plan: WritingPlan;
}

/**
 * Settings of the checkpoint for a task that its config names (`task_specific_params`), over its general ones.
 * @param forced settings that the input decides: the language that a translation begins with
 * @param startIds what the text begins with, where that is more than the id that starts a decoder
 */
export function planFor(
  model: Pick<Seq2Seq, "generation" | "taskParams" | "endIds" | "maxTargetTokens">,
  taskKey: string,
  choices: WritingChoices,
  forced: Partial<GenerationConfig> = {},
  startIds?: readonly number[],
): WritingPlan {
  const own = v.parse(GenerationConfig, model.taskParams[taskKey] ?? {});
  const settings = { ...settingsFor(model.generation, own), ...lengthOf(model.generation, own), ...forced };
  return writingPlanOf(settings, choices, {
    endIds: model.endIds,
    maxPositions: model.maxTargetTokens,
    startIds,
  });
}

/**
 * Python's pipelines have their own `max_new_tokens`, which gives way to the checkpoint's `max_length` and to the task's
 * `max_new_tokens`, and to nothing else: not to the task's `max_length`, and to the checkpoint's `max_new_tokens` only
 * where it has given way already.
 */
function lengthOf(
  own: GenerationConfig,
  ofTask: GenerationConfig,
): Pick<GenerationConfig, "max_new_tokens" | "max_length"> {
  const isLimited = typeof own.max_length === "number" && own.max_length !== unsetMaxLength;
  return {
    max_new_tokens: ofTask.max_new_tokens ?? (isLimited ? own.max_new_tokens : undefined),
    max_length: isLimited ? (ofTask.max_length ?? own.max_length) : undefined,
  };
}

/** Reads a text as the tokenizer does, with a prefix. */
export function readerOf({ tokenizer }: Seq2Seq, prefix: string): Read {
  return (text, maxLength) => tokenizer.encode(prefix + text, maxLength === undefined ? {} : { maxLength });
}

/** Says what was cut off, that a text is read in parts, and which settings have no effect, once for all texts. */
export function tellParts(
  model: Seq2Seq,
  sources: readonly LineItem<Source>[],
  tellsParts: boolean,
  { notice }: Pick<RunContext<never>, "notice">,
): void {
  const ready = sources.flatMap((item) => (item.status === "done" ? [item.value.parts] : []));
  const max = model.maxSourceTokens;
  const tokens = ready.flat().reduce((sum, { dropped }) => sum + dropped, 0);
  if (tokens > 0) notice("input-truncated", { texts: ready.length, tokens, max });
  const parts = Math.max(0, ...ready.map(({ length }) => length));
  if (tellsParts && parts > 1) notice("text-in-parts", { parts, max });
  const settings = model.unknownSettings.join(", ");
  if (settings !== "") notice("settings-unknown", { settings });
}

/** Writes all lines, part by part; a stop is seen between two tokens. */
export async function writeLines(
  model: Seq2Seq,
  sources: readonly LineItem<Source>[],
  context: RunContext<LineItem<Written>[]>,
): Promise<LineItem<Written>[]> {
  const { signal } = context;
  const total = sources.reduce((sum, item) => sum + (item.status === "done" ? item.value.parts.length : 0), 0);
  const pace = createPace();
  let done = 0;
  let tokens = 0;
  const items = await runLines(
    sources,
    {
      lengthOf: ({ parts }) => parts.reduce((sum, { ids }) => sum + ids.length, 0),
      async run([source], show) {
        if (!source) return [];
        const story = createStory(model, source);
        for (const part of source.parts) {
          if (signal.aborted) throw new Stopped();
          const { ids, endId } = await writeFrom(model, part.ids, source.plan, {
            signal,
            onStep(growing) {
              pace.count();
              show([story.growing(part, growing)]);
            },
          });
          story.add(part, ids, endId);
          tokens += ids.length;
          done += 1;
          tellWritten(done, total, context);
          show([story.told()]);
        }
        return [story.told()];
      },
    },
    { signal, emit: context.emit, progress: () => {} },
  );
  // However many beams look for a token, each step gives one of the text.
  context.measure({ ...pace.figures(), tokens });
  return items;
}

type Told = Pick<Written, "text" | "tokens" | "parts">;

/** What was written for one text, part by part. A part that is done is read back once: a book has thousands. */
function createStory(model: Seq2Seq, { parts, plan }: Source) {
  const sourceTokens = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  let last: Stretch | undefined;
  let told: Told = { text: "", tokens: [], parts: [] };

  // Python reads back what begins and ends a text with it: only a special token is not seen.
  const read = (ids: readonly number[], ends: readonly number[] = []) =>
    textOf(model, [...plan.startIds, ...ids, ...ends]);

  function after(part: SourcePart, ids: readonly number[], text: string) {
    const separator = last ? separatorOf(last, { text, gap: "" }) : "";
    return {
      text: told.text + separator + text,
      tokens: [...told.tokens, ...ids],
      parts: [...told.parts, { source: part.text, text }],
    };
  }

  const writtenOf = (so: Told): Written => ({ ...so, sourceTokens, partCount: parts.length });
  return {
    told: () => writtenOf(told),
    add(part: SourcePart, ids: readonly number[], endId: number | undefined) {
      const text = read(ids, endId === undefined ? [] : [endId]);
      told = after(part, ids, text);
      last = { text, gap: part.gap };
    },
    /** A character of several tokens shows as U+FFFD until its last one is there. */
    growing: (part: SourcePart, ids: readonly number[]) =>
      writtenOf(after(part, ids, read(ids).replace(/\uFFFD+$/u, ""))),
  };
}

/** Two tokens from a short text, so that shaders are compiled before a run counts. */
export async function warmUpWriting(model: Seq2Seq): Promise<void> {
  const plan = planFor(model, "", unchosen);
  await writeFrom(model, model.tokenizer.encode("warm up").ids, { ...plan, maxNewTokens: 2 }, never);
}

const never = { signal: new AbortController().signal };

/** The checkpoint's own settings throughout. */
export const unchosen: WritingChoices = {
  max_new_tokens: null,
  min_new_tokens: null,
  num_beams: null,
  length_penalty: null,
  no_repeat_ngram_size: null,
  repetition_penalty: null,
  early_stopping: "model",
};

/** @throws TaskError where a text is longer than a model with a table of positions can read. */
export function refuseLong({ sourcePositions: max }: Seq2Seq, { ids }: { readonly ids: readonly number[] }): void {
  if (ids.length <= max) return;
  throw new TaskError(
    "input-too-large",
    `The text is ${ids.length} tokens long; the model reads ${max}. Shorten it, or set truncation.`,
    undefined,
    tooManyTokens(ids.length, max),
  );
}
