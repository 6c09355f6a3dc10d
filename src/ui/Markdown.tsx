import { lazy, Suspense } from "react";
import css from "./markdown/Markdown.module.css";
import type { Translate, UiKey } from "./words.ts";

/** The parser comes with the first text that wants it; should it not, the text stands as it was written. */
const Body = lazy(() =>
  import("./markdown/Body.tsx").then(
    (parts) => ({ default: parts.Body }),
    () => ({ default: Plain }),
  ),
);

interface MarkdownProps {
  readonly text: string;
  readonly t: Translate<UiKey>;
}

function Plain({ text }: MarkdownProps) {
  return <div className={css.plain}>{text}</div>;
}

/** Markdown as a model writes it, drawn as elements: there is no HTML that could run or fetch anything. */
export function Markdown({ text, t }: MarkdownProps) {
  return (
    <Suspense fallback={<Plain text={text} t={t} />}>
      <Body text={text} t={t} />
    </Suspense>
  );
}
