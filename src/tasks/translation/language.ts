/** Codes as checkpoints write them: `zh` and `__zh__` (M2M100), `zho_Hans` (NLLB), `zh_CN` (mBART), `cmn_Hans` (Marian). */
const written = [
  { pattern: /^__([a-z]{2,3})__$/ },
  { pattern: /^([a-z]{3}_[A-Z][a-z]{3})$/ },
  { pattern: /^([a-z]{2,3}_[A-Z]{2})$/ },
  { pattern: /^>>(\S+)<<$/ },
] as const;

/** The code that a special token stands for, if it stands for a language. */
export function findCode(token: string): string | undefined {
  for (const { pattern } of written) {
    const code = pattern.exec(token)?.[1];
    if (code !== undefined) return code;
  }
  return undefined;
}

/**
 * Which of the checkpoint's codes is meant: the code itself, in whatever case, or any way to write the same language
 * (`zh` for `zho_Hans`, `en` for `en_XX`).
 */
export function findLanguage(asked: string, known: Iterable<string>): string | undefined {
  const codes = [...known];
  const plain = asked.trim();
  const same = codes.find((code) => code === plain) ?? codes.find((code) => code.toLowerCase() === plain.toLowerCase());
  if (same !== undefined) return same;
  const locale = findLocale(plain);
  if (!locale) return undefined;
  const alike = codes.filter((code) => findLocale(code)?.language === locale.language);
  return alike.find((code) => findLocale(code)?.script === locale.script) ?? alike[0];
}

/** The language and the script that it is mostly written in; 3-letter codes become those of BCP 47. */
function findLocale(code: string): { readonly language: string; readonly script: string | undefined } | undefined {
  try {
    const { language, script } = new Intl.Locale(code.replaceAll("_", "-")).maximize();
    // Mandarin, as some checkpoints name Chinese.
    return { language: language === "cmn" ? "zh" : language, script };
  } catch {
    return undefined;
  }
}
