import * as v from "valibot";
import type { TokenKind } from "../text/vocabulary.ts";
import type { NetShape } from "./shape.ts";

/** Networks that a tab trains within seconds, a minute, and some minutes on two cores without a GPU. */
export const NetSize = v.picklist(["tiny", "small", "medium"]);
export type NetSize = v.InferOutput<typeof NetSize>;

const measures = {
  tiny: { width: 32, heads: 2, layers: 1, inner: 128 },
  small: { width: 64, heads: 4, layers: 2, inner: 256 },
  medium: { width: 128, heads: 4, layers: 3, inner: 512 },
} as const satisfies Record<NetSize, Omit<NetShape, "vocabulary" | "context">>;

/** A sentence or two of words; of characters it takes more. */
const contexts = { words: 32, characters: 48 } as const satisfies Record<TokenKind, number>;

export function shapeOf(size: NetSize, kind: TokenKind, vocabulary: number): NetShape {
  return { ...measures[size], context: contexts[kind], vocabulary };
}
