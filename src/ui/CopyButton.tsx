import { useEffect, useState } from "react";
import { copyText } from "./copy.ts";
import css from "./parts.module.css";
import type { Translate, UiKey } from "./words.ts";

interface CopyButtonProps {
  readonly t: Translate<UiKey>;
  /** Made when asked for, as it may be long. */
  readonly text: () => string;
  /** What is copied, where "Copy" alone would be unclear. */
  readonly label?: string;
}

export function CopyButton({ t, text, label }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const words = { idle: label ?? t("ui.copy"), copied: t("ui.copied"), failed: t("ui.copy-failed") };
  return (
    <button
      type="button"
      className={css.chip}
      onClick={async () => setState((await copyText(text())) ? "copied" : "failed")}
    >
      <span aria-live="polite">{words[state]}</span>
    </button>
  );
}
