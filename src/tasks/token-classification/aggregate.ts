import { largestOf } from "../../shared/generation/sampling.ts";
import type { Entity } from "./entity.ts";
import type { Strategy } from "./strategies.ts";

/** A token of the text with the probability of each label. */
export interface ScoredToken {
  readonly word: string;
  readonly scores: Float32Array;
  readonly start: number;
  readonly end: number;
  readonly index: number;
  /** It goes on the word of the token before. */
  readonly isSubword: boolean;
}

export interface Naming {
  readonly labelOf: (place: number) => string;
  /** Python's `convert_tokens_to_string`. */
  readonly join: (words: readonly string[]) => string;
}

/** `TokenClassificationPipeline.aggregate` of transformers 4.57, all labels in. */
export function aggregate(tokens: readonly ScoredToken[], strategy: Strategy, naming: Naming): readonly Entity[] {
  if (strategy === "none" || strategy === "simple") {
    const entities = tokens.map(({ scores, word, start, end, index }): Entity => {
      return { ...best(scores, naming), word, start, end, index };
    });
    return strategy === "none" ? entities : group(entities, naming);
  }
  return group(
    wordsOf(tokens).map((parts) => toWord(parts, strategy, naming)),
    naming,
  );
}

function best(scores: Float32Array, { labelOf }: Naming): Pick<Entity, "entity" | "score"> {
  const [top] = largestOf(scores, 1);
  return { entity: labelOf(top?.index ?? 0), score: top?.value ?? 0 };
}

function wordsOf(tokens: readonly ScoredToken[]): readonly (readonly ScoredToken[])[] {
  const words: ScoredToken[][] = [];
  for (const token of tokens) {
    const last = words.at(-1);
    if (last && token.isSubword) last.push(token);
    else words.push([token]);
  }
  return words;
}

function toWord(parts: readonly ScoredToken[], strategy: "first" | "average" | "max", naming: Naming): Entity {
  return {
    ...best(scoresOf(parts, strategy), naming),
    word: naming.join(parts.map(({ word }) => word)),
    start: parts[0]?.start ?? 0,
    end: parts.at(-1)?.end ?? 0,
  };
}

function scoresOf(parts: readonly ScoredToken[], strategy: "first" | "average" | "max"): Float32Array {
  const [first] = parts;
  if (!first) return new Float32Array(0);
  if (strategy === "first") return first.scores;
  if (strategy === "average") {
    return first.scores.map((_, label) => mean(parts.map(({ scores }) => scores[label] ?? 0)));
  }
  return parts.reduce((top, part) => (Math.max(...part.scores) > Math.max(...top.scores) ? part : top)).scores;
}

function group(entities: readonly Entity[], { join }: Naming): readonly Entity[] {
  const groups: Entity[][] = [];
  for (const entity of entities) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const { begins, tag } = tagOf(entity.entity);
    if (last && before && !begins && tag === tagOf(before.entity).tag) last.push(entity);
    else groups.push([entity]);
  }
  return groups.map((parts): Entity => {
    const [first] = parts;
    const label = first?.entity ?? "";
    return {
      // What stands behind the first hyphen, whatever stands before it.
      entity: label.slice(label.indexOf("-") + 1),
      score: mean(parts.map(({ score }) => score)),
      word: join(parts.map(({ word }) => word)),
      start: first?.start ?? 0,
      end: parts.at(-1)?.end ?? 0,
    };
  });
}

/** A label without `B-` or `I-` goes on the one before. */
function tagOf(label: string): { readonly begins: boolean; readonly tag: string } {
  return { begins: label.startsWith("B-"), tag: /^[BI]-/.test(label) ? label.slice(2) : label };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
