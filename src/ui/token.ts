/** How sure the model was; each band has a shade and a line of its own, so that colour is not needed to tell them. */
export const bands = [
  { band: "sure", above: 0.9, words: "ui.token.sure" },
  { band: "likely", above: 0.5, words: "ui.token.likely" },
  { band: "open", above: 0.1, words: "ui.token.open" },
  { band: "surprising", above: 0, words: "ui.token.surprising" },
] as const;

export function bandOf(probability: number): (typeof bands)[number]["band"] {
  return bands.find(({ above }) => probability >= above)?.band ?? "surprising";
}

/** A token with its spaces and line ends to be seen; one of no characters is a part of a longer one. */
export function visibleText(text: string): string {
  if (text === "") return "∅";
  return text.replaceAll(" ", "␣").replaceAll("\n", "↵").replaceAll("\t", "⇥");
}
