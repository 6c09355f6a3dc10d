import * as v from "valibot";
import { lineItem } from "../lines/lines.ts";

/** A stretch of the source and what was written for it. */
const WrittenPart = v.object({ source: v.string(), text: v.string() });
export type WrittenPart = v.InferOutput<typeof WrittenPart>;

/** What was written for one text. */
export const Written = v.object({
  text: v.string(),
  /** Ids of the text, without those that start and end it; of several parts one after another. */
  tokens: v.array(v.number()),
  /** How many there are, where their ids are not known. */
  writtenTokens: v.optional(v.number()),
  /** Tokens that were read, special ones included. */
  sourceTokens: v.number(),
  /** How many parts there will be. */
  partCount: v.number(),
  parts: v.array(WrittenPart),
});
export type Written = v.InferOutput<typeof Written>;

/** One item a line (`common/lines`). */
export const writtenLines = v.array(lineItem(Written));
