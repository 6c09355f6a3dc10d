import type { SpanEncoding, SpanTokenizer } from "../ports.ts";
import { aggregate, type Naming } from "./aggregate.ts";
import type { Entity, Groupings } from "./entity.ts";
import { type AnsweredWindow, joinWindows, scoredTokens } from "./scored-tokens.ts";
import type { Strategy } from "./strategies.ts";

interface Reading {
  readonly text: string;
  readonly windows: readonly SpanEncoding[];
  readonly stride: number;
}

interface GroupingRules {
  readonly tokenizer: Pick<SpanTokenizer, "continuation" | "unknownId">;
  readonly naming: Naming;
  /** A stride was asked for: entities of each window for itself, as Python has them. */
  readonly isPython: boolean;
}

/** Entities of a text by every strategy, from the windows that have been answered so far. */
export function groupingsOf(
  { text, stride }: Reading,
  answered: readonly AnsweredWindow[],
  { tokenizer, naming, isPython }: GroupingRules,
): Groupings {
  const chars = [...text];
  const windows = answered.map((window) => scoredTokens(window, chars, tokenizer));
  const joined = joinWindows(windows, stride);

  const overlapping = isPython && windows.length > 1;

  function entitiesBy(strategy: Strategy): Entity[] {
    // Python refuses a stride for single tokens; there is nothing against putting the windows together.
    if (!overlapping || strategy === "none") return [...aggregate(joined, strategy, naming)];
    return windows.flatMap((tokens) => aggregate(tokens, strategy, naming));
  }

  return {
    none: entitiesBy("none"),
    simple: entitiesBy("simple"),
    first: entitiesBy("first"),
    average: entitiesBy("average"),
    max: entitiesBy("max"),
    overlapping,
  };
}
