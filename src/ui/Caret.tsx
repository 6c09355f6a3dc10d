import css from "./Caret.module.css";

/** Stands where a model is writing. */
export function Caret() {
  return <span className={css.caret} aria-hidden="true" />;
}
