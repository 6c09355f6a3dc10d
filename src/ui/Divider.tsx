import css from "./Divider.module.css";

interface DividerSliderProps {
  readonly label: string;
  /** Per cent of the width. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Moves the line between two pictures that lie one over the other; for those who do not drag, the only way. */
export function DividerSlider({ label, value, onChange }: DividerSliderProps) {
  return (
    <label className={css.slider}>
      {label}
      <input
        type="range"
        min={0}
        max={100}
        value={value}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

/** Where one picture ends and the other begins: in a box whose `--divider` says how far from the left. */
export function DividerLine({ drags = false }: { readonly drags?: boolean }) {
  return <span className={css.line} data-drags={drags || undefined} aria-hidden="true" />;
}
