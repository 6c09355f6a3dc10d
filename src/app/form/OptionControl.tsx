import { lazy } from "react";
import type { ChoiceOption, Option, OptionValue } from "../../tasks/options.ts";
import { useFindTaskWord, useWords } from "../i18n/words.tsx";
import { Late } from "../results/ResultBoundary.tsx";
import { NumberInput } from "./NumberInput.tsx";
import { TextInput } from "./TextInput.tsx";

/** One task of thirty has such an option. */
const NumbersInput = lazy(async () => ({ default: (await import("./NumbersInput.tsx")).NumbersInput }));

interface OptionControlProps {
  readonly id: string;
  readonly name: string;
  readonly option: Option;
  readonly value: OptionValue;
  /** The checkpoint's own number, which counts where none is chosen. */
  readonly own: number | undefined;
  readonly describedBy: string | undefined;
  onChange(value: OptionValue): void;
}

/** The native control of an option, by its kind (docs/contract.md). */
export function OptionControl({ id, name, option, value, own, describedBy, onChange }: OptionControlProps) {
  const shared = { id, "aria-describedby": describedBy, "data-testid": `option-${name}` };
  switch (option.kind) {
    case "number":
    case "maybe-number":
      return (
        <NumberInput
          {...shared}
          name={name}
          onChange={onChange}
          option={option}
          own={own}
          value={typeof value === "number" ? value : null}
        />
      );
    case "toggle":
      return (
        <input
          {...shared}
          checked={value === true}
          className="switch"
          onChange={(event) => onChange(event.currentTarget.checked)}
          type="checkbox"
        />
      );
    case "choice":
      return (
        <select
          {...shared}
          className="control"
          onChange={(event) => onChange(event.currentTarget.value)}
          value={typeof value === "string" ? value : option.default}
        >
          <Choices name={name} option={option} />
        </select>
      );
    case "text":
      return (
        <TextInput
          {...shared}
          name={name}
          onChange={onChange}
          option={option}
          value={typeof value === "string" ? value : option.default}
        />
      );
    case "numbers":
      return (
        <Late fallback={null}>
          <NumbersInput {...shared} onChange={onChange} option={option} value={value} />
        </Late>
      );
    case "list":
      return (
        <textarea
          {...shared}
          className="control"
          // Empty lines stay while one is being written; the task decides what they mean.
          onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? [] : currentTarget.value.split("\n"))}
          rows={2}
          value={Array.isArray(value) ? value.join("\n") : ""}
        />
      );
  }
}

function Choices({ name, option }: { readonly name: string; readonly option: ChoiceOption }) {
  const { locale } = useWords();
  const findWord = useFindTaskWord();
  const languages = option.names === "languages" ? new Intl.DisplayNames(locale, { type: "language" }) : undefined;
  return option.choices.map((choice) => (
    <option key={choice} value={choice}>
      {findWord(`choice.${name}.${choice}`) ?? languages?.of(choice) ?? choice}
    </option>
  ));
}
