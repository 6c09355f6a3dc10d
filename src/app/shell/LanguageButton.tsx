import { locales } from "../i18n/locale.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { ChineseIcon } from "./icons.tsx";

/** Each language by its own name and in its own script, for whoever cannot read the present one. */
const names = { en: { short: "EN", name: "English" }, "zh-CN": { short: <ChineseIcon />, name: "简体中文" } } as const;

export function LanguageButton() {
  const { locale, setLocale } = useWords();
  const offered = useApp(({ site }) => site.languages);
  const other = locales.find((one) => one !== locale && offered.includes(one));
  if (!other) return null;
  const { short, name } = names[other];
  return (
    <button aria-label={name} className="tool" lang={other} onClick={() => setLocale(other)} title={name} type="button">
      {short}
    </button>
  );
}
