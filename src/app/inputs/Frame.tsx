import type { ReactNode } from "react";
import parts from "../../ui/parts.module.css";
import { useFindTaskWord, useWords } from "../i18n/words.tsx";
import css from "./Frame.module.css";

interface FrameProps {
  /** Python's name of the input. */
  readonly name: string;
  /** Id of the element that the label belongs to. */
  readonly htmlFor: string;
  readonly optional: boolean;
  readonly tools?: ReactNode;
  /** Below the editor: a count, a size. */
  readonly foot?: ReactNode;
  readonly undo: (() => void) | undefined;
  readonly children: ReactNode;
}

/** What all editors have around them: label, tools, undo, a line below. */
export function Frame({ name, htmlFor, optional, tools, foot, undo, children }: FrameProps) {
  const { t } = useWords();
  const find = useFindTaskWord();
  return (
    <div className={css.frame}>
      <div className={css.head}>
        <label htmlFor={htmlFor} className={css.label}>
          {find(`input.${name}`) ?? name}
          {optional && <span className={css.optional}> {t("inputs.optional")}</span>}
        </label>
        <span className={css.tools}>
          {undo && (
            <button type="button" className={parts.chip} onClick={undo}>
              {t("inputs.undo")}
            </button>
          )}
          {tools}
        </span>
      </div>
      {children}
      {foot && <div className={css.foot}>{foot}</div>}
    </div>
  );
}
