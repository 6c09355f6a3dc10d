import type { TextOption } from "../../tasks/options.ts";
import { languageNameOf } from "../i18n/language-names.ts";
import { useFindTaskWord, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { findCardIn } from "../store/selectors.ts";

interface TextInputProps {
  readonly id: string;
  readonly name: string;
  readonly option: TextOption;
  readonly value: string;
  readonly "aria-describedby": string | undefined;
  readonly "data-testid": string;
  onChange(value: string): void;
}

/** Takes any text. Where it names a language, a checkpoint of our list offers its own; others say theirs in a run. */
export function TextInput({ name, option, value, onChange, ...shared }: TextInputProps) {
  const { locale } = useWords();
  const findWord = useFindTaskWord();
  const languages = useApp(findCardIn)?.translates;
  const isLanguage = option.suggests === "languages" && (name === "src_lang" || name === "tgt_lang");
  const codes = isLanguage ? languages?.[name] : undefined;
  const listId = `${shared.id}-codes`;
  return (
    <>
      <input
        {...shared}
        autoCapitalize="none"
        autoComplete="off"
        className="control"
        maxLength={option.maxLength}
        list={codes ? listId : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        placeholder={findWord(`option.${name}.unset`)}
        spellCheck={false}
        type="text"
        value={value}
      />
      {codes && (
        <datalist id={listId}>
          {codes.map((code) => (
            <option key={code} label={languageNameOf(code, locale)} value={code} />
          ))}
        </datalist>
      )}
    </>
  );
}
