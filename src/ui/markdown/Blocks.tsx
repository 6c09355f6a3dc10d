import type { Token, Tokens } from "marked";
import { createElement, Fragment, type ReactNode } from "react";
import type { Translate, UiKey } from "../words.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import { Inline } from "./Inline.tsx";
import css from "./Markdown.module.css";
import { knownOf } from "./parse.ts";

interface BlocksProps {
  readonly tokens: readonly Token[];
  readonly t: Translate<UiKey>;
}

/** A result stands below the headings of the page. */
const highestHeading = 3;

export function Blocks({ tokens, t }: BlocksProps): ReactNode {
  return knownOf(tokens).map((token, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
    <Fragment key={place}>{blockOf(token, t)}</Fragment>
  ));
}

function blockOf(token: ReturnType<typeof knownOf>[number], t: Translate<UiKey>): ReactNode {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "hr":
      return <hr />;
    case "heading":
      return createElement(`h${Math.min(6, token.depth + highestHeading - 1)}`, null, <Inline tokens={token.tokens} />);
    case "paragraph":
      return (
        <p>
          <Inline tokens={token.tokens} />
        </p>
      );
    case "code":
      return <CodeBlock code={token.text} language={token.lang?.split(/\s/)[0] ?? ""} t={t} />;
    case "blockquote":
      return (
        <blockquote>
          <Blocks tokens={token.tokens} t={t} />
        </blockquote>
      );
    case "list":
      return <List list={token} t={t} />;
    case "table":
      return <Table table={token} t={t} />;
    case "checkbox":
      return <input type="checkbox" checked={token.checked} disabled readOnly />;
    case "html":
      return <p>{token.text}</p>;
    default:
      return <Inline tokens={[token]} />;
  }
}

function List({ list, t }: { readonly list: Tokens.List; readonly t: Translate<UiKey> }) {
  const items = list.items.map((item, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
    <li key={place} className={item.task ? css.task : undefined}>
      <Blocks tokens={item.tokens} t={t} />
    </li>
  ));
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ table, t }: { readonly table: Tokens.Table; readonly t: Translate<UiKey> }) {
  const cell = ({ align, tokens }: Tokens.TableCell) => ({
    style: { textAlign: align ?? ("start" as const) },
    children: <Inline tokens={tokens} />,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={t("ui.table")}>
      <table>
        <thead>
          <tr>
            {table.header.map((head, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <th key={column} scope="col" {...cell(head)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={place}>
              {row.map((each, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={column} {...cell(each)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
