import type { MessageValues } from "../i18n/keys.ts";

/** What a notice is about, and so what makes it go: a new run, an edited input, another model or address. */
export type NoticeScope = "site" | "address" | "model" | "input" | "run";

/** Something that the reader should know and that is no error. Its words are `notice.<code>`. */
export interface Notice {
  readonly scope: NoticeScope;
  readonly code: string;
  readonly values: MessageValues;
}

/** The same code in the same scope is said once, with its latest values. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const isSame = (other: Notice) => other.scope === notice.scope && other.code === notice.code;
  return [...notices.filter((other) => !isSame(other)), notice];
}

export function withoutScopes(notices: readonly Notice[], ...scopes: readonly NoticeScope[]): readonly Notice[] {
  return notices.some(({ scope }) => scopes.includes(scope))
    ? notices.filter(({ scope }) => !scopes.includes(scope))
    : notices;
}
