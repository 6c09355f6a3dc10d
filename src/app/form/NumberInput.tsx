import { useState } from "react";
import { fitsOption, type MaybeNumberOption, type NumberOption } from "../../tasks/options.ts";
import { useFindTaskWord, useWords } from "../i18n/words.tsx";

interface NumberInputProps {
  readonly id: string;
  readonly name: string;
  readonly option: NumberOption | MaybeNumberOption;
  readonly value: number | null;
  /** What counts while nothing is chosen, where that is known. */
  readonly own: number | undefined;
  readonly "aria-describedby": string | undefined;
  readonly "data-testid": string;
  onChange(value: number | null): void;
}

/** Takes what fits and marks what does not; left in that state, it goes back to the last good value. */
export function NumberInput({ name, option, value, own, onChange, ...shared }: NumberInputProps) {
  const { t } = useWords();
  const findWord = useFindTaskWord();
  /** What stands there while it is being typed; `undefined` while nothing is. */
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (value === null ? "" : String(value));
  const isBad = typed !== undefined && !fitsOption(option, toNumber(typed));
  const range = t("shell.option.range", { min: option.min, max: option.max });

  return (
    <>
      <input
        {...shared}
        aria-invalid={isBad}
        className="control num"
        max={option.max}
        min={option.min}
        onBlur={() => setTyped(undefined)}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          const next = toNumber(text);
          if (fitsOption(option, next)) onChange(next);
        }}
        placeholder={
          option.kind === "maybe-number"
            ? (own?.toString() ?? findWord(`option.${name}.unset`) ?? t("shell.option.none"))
            : undefined
        }
        step={option.step}
        title={range}
        type="number"
        value={shown}
      />
      {isBad && (
        <p className="option-note option-bounds" role="status">
          {range}
        </p>
      )}
    </>
  );
}

/** An empty control is `null`, Python's `None`. */
function toNumber(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
