import type { SpanEncoding, SpanTokenizer } from "../ports.ts";
import { aggregate, type Naming } from "./aggregate.ts";
import type { Entity, Groupings } from "./entity.ts";
import { withoutOverlaps } from "./overlap.ts";
import type { Strategy } from "./strategies.ts";
import { type AnsweredWindow, joinWindows, scoredTokens } from "./tokens.ts";

interface Reading {
  readonly text: string;
  readonly windows: readonly SpanEncoding[];
  readonly stride: number;
}

interface GroupingRules {
  readonly tokenizer: Pick<SpanTokenizer, "continuation" | "unknownId">;
  readonly naming: Naming;
  /** A stride was asked for: entities of each window for itself, then overlaps taken out, as Python does. */
  readonly isPython: boolean;
  readonly ignored: readonly string[];
}

/** Entities of a text by every strategy, from the windows that have been answered so far. */
export function groupingsOf(
  { text, stride }: Reading,
  answered: readonly AnsweredWindow[],
  { tokenizer, naming, isPython, ignored }: GroupingRules,
): Groupings {
  const chars = [...text];
  const windows = answered.map((window) => scoredTokens(window, chars, tokenizer));
  const joined = joinWindows(windows, stride);

  function entitiesBy(strategy: Strategy): Entity[] {
    // Python refuses a stride for single tokens; there is nothing against putting the windows together.
    if (!isPython || strategy === "none" || windows.length === 1) return counted(aggregate(joined, strategy, naming));
    return [...withoutOverlaps(windows.flatMap((tokens) => counted(aggregate(tokens, strategy, naming))))];
  }

  function counted(entities: readonly Entity[]): Entity[] {
    return entities.filter(({ entity }) => !ignored.includes(entity));
  }

  return {
    none: entitiesBy("none"),
    simple: entitiesBy("simple"),
    first: entitiesBy("first"),
    average: entitiesBy("average"),
    max: entitiesBy("max"),
  };
}
