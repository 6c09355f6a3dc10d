/**
 * Names that surveys and courses still have, and what stands in their place now. The present names are those of the
 * providers' own libraries (@anthropic-ai/sdk 1.14.0, openai 6.49.0, @google/genai 2.32.0).
 */
const retired: readonly (readonly [name: RegExp, present: string])[] = [
  [/^anthropic\/claude-(?:[12](?:[.-].*)?|instant.*)$/, "anthropic/claude-sonnet-5-5"],
  [/^anthropic\/claude-3(?:-[57])?-opus(?:-.*)?$/, "anthropic/claude-opus-5-5"],
  [/^anthropic\/claude-3(?:-[57])?-sonnet(?:-.*)?$/, "anthropic/claude-sonnet-5-5"],
  [/^anthropic\/claude-3(?:-[57])?-haiku(?:-.*)?$/, "anthropic/claude-haiku-5-5"],
  [/^google\/gemini-(?:1\.[05]-)?(?:pro|ultra)(?:-0.*|-vision)?$/, "google/gemini-pro-latest"],
  [/^google\/gemini-1\.5-flash(?:-.*)?$/, "google/gemini-flash-latest"],
  [/^openai\/(?:gpt-3(?:\.5.*)?|(?:text-)?(?:davinci|curie|babbage|ada)(?:-.*)?)$/, "openai/gpt-5.6-luna"],
  [/^openai\/gpt-4(?:-(?:32k|turbo|vision|\d).*)?$/, "openai/gpt-5.6-terra"],
  [
    /^mistral\/(?:open-mixtral-8x(?:7|22)b|mixtral-8x(?:7|22)b(?:-.*)?|mistral-tiny)$/,
    "hf/mistralai/Mixtral-8x7B-Instruct-v0.1",
  ],
];

/** The present model in the place of one that is no longer served; `undefined` where the name is not one of those. */
export function findPresent(model: string): string | undefined {
  return retired.find(([name]) => name.test(model))?.[1];
}
