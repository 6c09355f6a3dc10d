import * as v from "valibot";

export const locales = ["en", "zh-CN"] as const;
export const Locale = v.picklist(locales);
export type Locale = v.InferOutput<typeof Locale>;

/** The first of the reader's languages that we have; any Chinese is answered in simplified characters. */
export function localeFor(wanted: readonly string[], offered: readonly Locale[] = locales): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0];
    const found = offered.find((locale) => locale.toLowerCase().split("-")[0] === language);
    if (found) return found;
  }
  return offered[0] ?? "en";
}
