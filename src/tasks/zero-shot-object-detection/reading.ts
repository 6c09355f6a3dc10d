import type { Size } from "../../shared/image/size.ts";
import type { Json } from "../../shared/json.ts";
import { strip } from "../../shared/text/strip.ts";
import { maxTokensOf } from "../common/text/run/max-tokens.ts";
import type { Tokenizer } from "../ports.ts";

/** How a family reads what it is to look for. */
export interface Reading {
  /** Words and picture are read apart, so that one pass answers many labels; Grounding DINO reads the picture by the words. */
  readonly isApart: boolean;
  /** In tokens: longer labels are cut. */
  readonly most: number;
}

/** OWL's, where its configuration leaves out what is the default. */
const owlTokens = 16;
/** Grounding DINO's `max_text_len` likewise. */
const groundingTokens = 256;

/** @param config `config.json` */
export function readingOf(config: Json, tokenizer: Pick<Tokenizer, "maxLength">): Reading {
  const { model_type: type, text_config: text, max_text_len: most } = config;
  const own = maxTokensOf(typeof text === "object" ? { ...text } : {}, tokenizer);
  const isApart = String(type).startsWith("owl");
  const usual = isApart ? owlTokens : typeof most === "number" ? most : groundingTokens;
  return { isApart, most: isApart && Number.isFinite(own) ? own : Math.min(own, usual) };
}

/** Labels as one text, as `GroundingDinoProcessor` joins them; a full stop would end a label within itself. */
export function mergedOf(labels: readonly string[]): string {
  return `${labels.map((label) => strip(label).toLowerCase().replace(/\.+$/, "")).join(". ")}.`;
}

/** What a box's shares are shares of: OWLv2 pads the picture to a square and answers in that. */
export function frameOf(className: string | undefined, { width, height }: Size): Size {
  if (className !== "Owlv2") return { width, height };
  const side = Math.max(width, height);
  return { width: side, height: side };
}
