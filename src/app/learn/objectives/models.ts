import type { ModelCard } from "../../../hub/card.ts";
import type { GuessedBy } from "../../../tasks/common/text/guesses.ts";
import { definitionOf, type TaskId } from "../../../tasks/index.ts";
import type { ReadyText } from "../pretrain.ts";

/** The same small network, pre-trained on the same ready text by either objective (docs/learn.md): it ships with the page. */
export function tinyIdOf(objective: GuessedBy, text: ReadyText): string {
  return `embedded/tiny-${objective}-${text}`;
}

const texts: readonly ReadyText[] = ["english", "chinese"];

const taskOf: Readonly<Record<GuessedBy, TaskId>> = { masked: "fill-mask", causal: "text-generation" };

/** Models that were trained by an objective, ours first. */
export async function cardsBy(objective: GuessedBy): Promise<readonly ModelCard[]> {
  const ours = texts.map(
    (text): ModelCard => ({
      id: tinyIdOf(objective, text),
      family: objective === "masked" ? "ESM" : "GPT-NeoX",
      parameters: "0.2M",
      licence: "Apache-2.0",
      languages: [text === "chinese" ? "zh" : "en"],
      defaults: { webgpu: "fp32", wasm: "fp32" },
      bytes: { fp32: 1_100_000 },
      dtypes: ["fp32"],
    }),
  );
  return [...ours, ...(await definitionOf(taskOf[objective]).models())];
}
