/** What a language is called; codes are written as checkpoints write them: `zho_Hans`, `zh_CN`, `de`. */
export function languageNameOf(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code.replaceAll("_", "-")) ?? code;
  } catch {
    return code;
  }
}
