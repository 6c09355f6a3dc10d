import { Fragment } from "react";
import { piecesOf } from "../code/highlight.ts";
import css from "./CodePanel.module.css";

/** A program as it is read, its words in their colours. */
export function CodeText({ code, testId }: { readonly code: string; readonly testId: string }) {
  return (
    <pre className={css.code} data-testid={testId}>
      <code>
        {piecesOf(code).map(({ kind, text }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the program
          <Fragment key={place}>{kind === "plain" ? text : <span className={css[kind]}>{text}</span>}</Fragment>
        ))}
      </code>
    </pre>
  );
}
