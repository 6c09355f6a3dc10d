import { useState } from "react";
import * as v from "valibot";
import { fitsOption, type NumbersOption, type OptionValue } from "../../tasks/options.ts";
import { useWords } from "../i18n/words.tsx";
import { OptionValue as OptionSchema } from "../store/values.ts";

interface NumbersInputProps {
  readonly id: string;
  readonly option: NumbersOption;
  readonly value: OptionValue;
  readonly "aria-describedby": string | undefined;
  readonly "data-testid": string;
  onChange(value: OptionValue): void;
}

/** Numbers by name as JSON. What does not fit stays there to be mended, until the option is set elsewhere. */
export function NumbersInput({ option, value, onChange, ...shared }: NumbersInputProps) {
  const { t } = useWords();
  /** What is being typed, and the value that it stands in for. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: string }>();
  const written = JSON.stringify(value);
  const usual = JSON.stringify(option.default);
  const text = typed?.value === written ? typed.text : written === usual ? "" : written;
  const isBad = readValue(text, option) === undefined;

  return (
    <>
      <textarea
        {...shared}
        aria-invalid={isBad}
        autoCapitalize="none"
        autoComplete="off"
        className="control num"
        onChange={({ currentTarget }) => {
          const next = readValue(currentTarget.value, option);
          setTyped({ text: currentTarget.value, value: next === undefined ? written : JSON.stringify(next) });
          if (next !== undefined) onChange(next);
        }}
        placeholder={JSON.stringify(option.example)}
        rows={2}
        spellCheck={false}
        value={text}
      />
      {isBad && (
        <p className="option-note option-bounds" role="status">
          {t("shell.option.numbers", { example: JSON.stringify(option.example) })}
        </p>
      )}
    </>
  );
}

/** An empty control is the default. */
function readValue(text: string, option: NumbersOption): OptionValue | undefined {
  if (text.trim() === "") return option.default;
  try {
    const value = v.parse(OptionSchema, JSON.parse(text));
    return fitsOption(option, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
