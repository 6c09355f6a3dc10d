/** More would fill the line. */
const shownLanguages = 3;

/** @param tags BCP 47, or `multilingual`, which a card names first where there are many. */
export function languageNames(tags: readonly string[], locale: string, multilingual: string): string {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const shown = tags
    .slice(0, shownLanguages)
    .map((tag) => (tag === "multilingual" ? multilingual : nameOf(tag, names)));
  const more = tags.length - shown.length;
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join(", ");
}

/** Model cards hold what their authors wrote: not every tag is one. */
function nameOf(tag: string, names: Intl.DisplayNames): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
