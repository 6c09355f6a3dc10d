import parts from "./parts.module.css";
import css from "./ToneChips.module.css";

export interface ToneChip {
  readonly id: string;
  readonly label: string;
  /** Which of the six colours of series. */
  readonly tone: number | undefined;
  /** Whether what it stands for is shown. */
  readonly isOn: boolean;
}

interface ToneChipsProps {
  /** What is chosen among, for those who do not see it. */
  readonly legend: string;
  readonly chips: readonly ToneChip[];
  readonly onToggle: (id: string) => void;
}

/** The kinds of thing that a picture or a text shows, each in its colour, to be left out one by one. */
export function ToneChips({ legend, chips, onToggle }: ToneChipsProps) {
  return (
    <fieldset className={css.chips}>
      <legend className={parts.hidden}>{legend}</legend>
      {chips.map(({ id, label, tone, isOn }) => (
        <button key={id} type="button" className={parts.chip} aria-pressed={isOn} onClick={() => onToggle(id)}>
          <span className={css.swatch} data-tone={tone} />
          {label}
        </button>
      ))}
    </fieldset>
  );
}
