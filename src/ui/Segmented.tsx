import { useId } from "react";
import parts from "./parts.module.css";
import css from "./Segmented.module.css";

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
}

/** One of a few, side by side; native radios, so that the arrow keys work. */
export function Segmented<V extends string>({ label, value, choices, onChange }: SegmentedProps<V>) {
  const group = useId();
  return (
    <fieldset className={css.group}>
      <legend className={parts.hidden}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={css.choice}>
          <input
            type="radio"
            className={parts.hidden}
            name={group}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
