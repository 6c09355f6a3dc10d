import css from "./Stats.module.css";

interface StatsProps {
  readonly items: readonly { readonly label: string; readonly value: string }[];
}

export function Stats({ items }: StatsProps) {
  return (
    <dl className={css.stats}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
