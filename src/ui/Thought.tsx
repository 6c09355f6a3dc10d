import { useState } from "react";
import parts from "./parts.module.css";
import css from "./Thought.module.css";
import type { Translate, UiKey } from "./words.ts";

interface ThoughtProps {
  readonly text: string;
  /** The model still thinks: what it writes is shown until it begins to answer. */
  readonly growing: boolean;
  readonly t: Translate<UiKey>;
}

/** What a model wrote to itself before its answer, folded once it answers. */
export function Thought({ text, growing, t }: ThoughtProps) {
  const [wanted, setWanted] = useState<boolean>();
  const open = wanted ?? growing;
  return (
    <details
      className={`${parts.details} ${css.thought}`}
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open !== open) setWanted(event.currentTarget.open);
      }}
    >
      <summary>{t(growing ? "ui.thought.growing" : "ui.thought")}</summary>
      <div className={css.text}>{text}</div>
    </details>
  );
}
