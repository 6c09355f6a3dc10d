import type { ReadyText } from "./pretrain.ts";

/** A network that was not pre-trained yet is, so briefly, before it is fine-tuned. */
export const briefSteps = 60;

/** Networks that ship, by the text that they read: those alone with which the claim of the screen holds (docs/learn.md). */
export const readyFiles: Readonly<Partial<Record<ReadyText, string>>> = {
  english: "english-causal",
  chinese: "chinese-causal",
};
const readyTexts: readonly ReadyText[] = ["english", "chinese"];
export const readyNets = readyTexts.filter((text) => readyFiles[text] !== undefined);

/** A network that ships, the one that was pre-trained last, a checkpoint of the Hub, or that of a fine-tuning that was loaded. */
export type FinetuneNet = ReadyText | "last" | "hub" | "file";

/** What it is known by. @param last the one that was pre-trained last */
export function nameOf(net: FinetuneNet, { model }: { readonly model: string }, last = "brief"): string {
  if (net === "hub") return model;
  return net === "last" ? last : net;
}

interface NetSettings {
  /** `auto`: the last where there is one, else one that ships. */
  readonly net: FinetuneNet | "auto";
  readonly lines: ReadyText | "own";
}

/**
 * What is fine-tuned.
 * @param hasLast whether one was pre-trained in this visit
 * @param ready the text of the page's language, which lines of the reader's own are taken to be in
 */
export function netOf({ net, lines }: NetSettings, hasLast: boolean, ready: ReadyText): FinetuneNet {
  if (net !== "auto") return net;
  const language = lines === "own" ? ready : lines;
  return hasLast || !readyNets.includes(language) ? "last" : language;
}
