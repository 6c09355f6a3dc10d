import { Fragment, type ReactNode, useEffect, useState } from "react";
import { CopyButton } from "../CopyButton.tsx";
import type { Translate, UiKey } from "../words.ts";
import css from "./CodeBlock.module.css";
import type { Piece } from "./highlight.ts";

interface CodeBlockProps {
  readonly code: string;
  /** As the fence names it; empty where it names none. */
  readonly language: string;
  readonly t: Translate<UiKey>;
}

/** Colouring what is longer would make the page wait. */
const longest = 20_000;

/** Code to be read and taken along. Plain until its colours have come. */
export function CodeBlock({ code, language, t }: CodeBlockProps) {
  const pieces = usePieces(code, language);
  return (
    <figure className={css.block}>
      <figcaption className={css.head}>
        <span>{language || t("ui.code")}</span>
        <CopyButton t={t} text={() => code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre className={css.code} tabIndex={0}>
        <code>{pieces ? <Pieces pieces={pieces} /> : code}</code>
      </pre>
    </figure>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  return pieces.map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
    <Fragment key={place}>
      {typeof piece === "string" ? (
        piece
      ) : (
        <span className={piece.name}>
          <Pieces pieces={piece.pieces} />
        </span>
      )}
    </Fragment>
  ));
}

/** The coloured pieces of the last code that could be read; while a block grows, its new end is plain for a moment. */
function usePieces(code: string, language: string): readonly Piece[] | undefined {
  const [found, setFound] = useState<{ code: string; language: string; pieces: readonly Piece[] }>();
  useEffect(() => {
    if (language === "" || code.length > longest) return;
    let isWanted = true;
    import("./highlight.ts")
      .then(({ highlight }) => highlight(code, language))
      .then(
        (pieces) => {
          if (isWanted && pieces) setFound({ code, language, pieces });
        },
        () => {
          // Without its colours the code reads as well.
        },
      );
    return () => {
      isWanted = false;
    };
  }, [code, language]);
  if (!found || found.language !== language || !code.startsWith(found.code)) return undefined;
  return [...found.pieces, code.slice(found.code.length)];
}
