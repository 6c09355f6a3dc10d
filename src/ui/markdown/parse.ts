import { Lexer, type MarkedToken, type Token } from "marked";

/** What the parser knows; an extension, of which there is none here, might give other types. */
const types: ReadonlySet<string> = new Set([
  "blockquote",
  "br",
  "checkbox",
  "code",
  "codespan",
  "def",
  "del",
  "em",
  "escape",
  "heading",
  "hr",
  "html",
  "image",
  "link",
  "list",
  "list_item",
  "paragraph",
  "space",
  "strong",
  "table",
  "text",
] satisfies MarkedToken["type"][]);

function isKnown(token: Token): token is MarkedToken {
  return types.has(token.type);
}

export function knownOf(tokens: readonly Token[] = []): readonly MarkedToken[] {
  return tokens.filter(isKnown);
}

/** GitHub's Markdown as a tree; parsing never fails, and nothing of it is HTML yet. */
export function parse(markdown: string): readonly MarkedToken[] {
  return knownOf(Lexer.lex(markdown, { gfm: true }));
}

/** An address that a link may lead to; a model may write anything, scripts included. */
export function findAddress(href: string): string | undefined {
  return URL.canParse(href) && /^(?:https?|mailto):$/.test(new URL(href).protocol) ? href : undefined;
}
