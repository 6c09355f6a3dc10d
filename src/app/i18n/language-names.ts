/** More would fill the line. */
const shownLanguages = 3;

/** What a language is called; codes are written as checkpoints write them: `zho_Hans`, `zh_CN`, `de`. Not every code is one. */
export function languageNameOf(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code.replaceAll("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** @param tags as a card has them, or `multilingual`, which it names first where there are many. */
export function languageNames(tags: readonly string[], locale: string, multilingual: string): string {
  const shown = tags.slice(0, shownLanguages);
  const names = shown.map((tag) => (tag === "multilingual" ? multilingual : languageNameOf(tag, locale)));
  const more = tags.length - shown.length;
  return [...names, ...(more > 0 ? [`+${more}`] : [])].join(", ");
}
