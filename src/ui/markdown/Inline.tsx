import type { MarkedToken, Token } from "marked";
import { Fragment, type ReactNode } from "react";
import css from "./Markdown.module.css";
import { findAddress, knownOf } from "./parse.ts";

/** Words of a paragraph. HTML is shown as it is written and a picture as its link: nothing is fetched or run. */
export function Inline({ tokens }: { readonly tokens: readonly Token[] | undefined }): ReactNode {
  return knownOf(tokens).map((token, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
    <Fragment key={place}>{pieceOf(token)}</Fragment>
  ));
}

function pieceOf(token: MarkedToken): ReactNode {
  switch (token.type) {
    case "strong":
      return (
        <strong>
          <Inline tokens={token.tokens} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inline tokens={token.tokens} />
        </em>
      );
    case "del":
      return (
        <del>
          <Inline tokens={token.tokens} />
        </del>
      );
    case "codespan":
      return <code className={css.code}>{token.text}</code>;
    case "br":
      return <br />;
    case "link":
      return (
        <Link href={token.href}>
          <Inline tokens={token.tokens} />
        </Link>
      );
    case "image":
      return <Link href={token.href}>{token.text || token.href}</Link>;
    case "text":
      return token.tokens ? <Inline tokens={token.tokens} /> : token.text;
    case "escape":
      return token.text;
    default:
      return token.raw;
  }
}

function Link({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const address = findAddress(href);
  if (address === undefined) return children;
  return (
    <a href={address} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  );
}
