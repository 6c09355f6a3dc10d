import type { ReactNode } from "react";
import css from "./Gallery.module.css";

export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className={css.group}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface StateProps {
  readonly of: string;
  readonly name: string;
  readonly children: ReactNode;
}

/** One thing in one state; `data-state` names both for the tests. */
export function State({ of, name, children }: StateProps) {
  return (
    <article aria-label={`${of}, ${name}`} className={css.state} data-state={`${of} ${name}`}>
      <h3>{name}</h3>
      {children}
    </article>
  );
}
