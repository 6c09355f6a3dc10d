import * as v from "valibot";
import { WrittenToken } from "../chat/story.ts";

/** What a model wrote about a picture. */
export const Caption = v.object({
  /** What the text was begun with, as Python gives it back: part of its text. */
  prompt: v.string(),
  /** The prompt and what was written, special tokens left out. */
  text: v.string(),
  /** Those that were written. */
  tokens: v.array(WrittenToken),
  finish: v.nullable(v.picklist(["end", "length", "stop"])),
});
export type Caption = v.InferOutput<typeof Caption>;
