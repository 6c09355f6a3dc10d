import { useMemo } from "react";
import type { Translate, UiKey } from "../words.ts";
import { Blocks } from "./Blocks.tsx";
import css from "./Markdown.module.css";
import { parse } from "./parse.ts";

export function Body({ text, t }: { readonly text: string; readonly t: Translate<UiKey> }) {
  const tokens = useMemo(() => parse(text), [text]);
  return (
    <div className={css.body}>
      <Blocks tokens={tokens} t={t} />
    </div>
  );
}
