import parts from "../../ui/parts.module.css";
import { visibleText } from "../../ui/token.ts";
import type { TokenCount } from "../../workers/verbs/tokens.ts";
import { useWords } from "../i18n/words.tsx";
import css from "./TokenList.module.css";

interface TokenListProps {
  readonly tokens: TokenCount["tokens"];
  /** How many there are of all texts. */
  readonly total: number;
}

/** Tokens with their ids, the special ones marked; a new text begins a new line. */
export function TokenList({ tokens, total }: TokenListProps) {
  const { t } = useWords();
  return (
    <>
      <ol className={css.tokens} aria-label={t("inputs.tokens-list")}>
        {tokens.map(({ item, id, text, special }, place) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
            key={place}
            className={css.token}
            data-special={special}
            data-first={place > 0 && item !== tokens[place - 1]?.item}
          >
            <code>{visibleText(text)}</code>
            {special && <span className={parts.hidden}> {t("inputs.tokens-special")}</span>}
            <span className={css.id}>{id}</span>
          </li>
        ))}
      </ol>
      {total > tokens.length && (
        <p className={parts.mute}>{t("ui.first-of", { shown: tokens.length, count: total })}</p>
      )}
    </>
  );
}
