import type { AttentionLayer } from "../../tasks/common/text/guesses.ts";
import { percentText } from "../../ui/number.ts";
import { visibleText } from "../../ui/token.ts";
import { useWords } from "../i18n/words.tsx";
import css from "./Learn.module.css";

/** A head of a layer, both from 0. */
export interface Head {
  readonly layer: number;
  readonly head: number;
}

export const firstHead: Head = { layer: 0, head: 0 };

interface HeadChoiceProps {
  readonly layers: readonly AttentionLayer[];
  readonly value: Head;
  readonly onChange: (head: Head) => void;
}

export function HeadChoice({ layers, value, onChange }: HeadChoiceProps) {
  const { t } = useWords();
  const heads = layers.flatMap(({ heads }, layer) => Array.from({ length: heads }, (_, head) => ({ layer, head })));
  return (
    <label className={css.head}>
      {t("learn.objectives.attention.head")}
      <select
        className="control"
        onChange={({ target }) => onChange(heads[target.selectedIndex] ?? firstHead)}
        value={keyOf(value)}
      >
        {heads.map((one) => (
          <option key={keyOf(one)} value={keyOf(one)}>
            {t("learn.objectives.attention.option", { layer: one.layer + 1, head: one.head + 1 })}
          </option>
        ))}
      </select>
    </label>
  );
}

function keyOf({ layer, head }: Head): string {
  return `${layer} ${head}`;
}

/** How much the token at `from` looks at each of them, in one head. */
export function sharesFrom(
  layers: readonly AttentionLayer[],
  { layer, head }: Head,
  from: number,
  tokens: number,
): Float32Array {
  const start = (head * tokens + from) * tokens;
  return layers[layer]?.weights.subarray(start, start + tokens) ?? new Float32Array();
}

interface SharesProps {
  readonly tokens: readonly string[];
  readonly shares: Float32Array;
}

/** Tokens, each on a ground as deep as it is looked at, with its share. */
export function Shares({ tokens, shares }: SharesProps) {
  const { locale } = useWords();
  return (
    <ol className={css.tokens}>
      {Array.from(shares, (share, place) => (
        <li
          className={css.token}
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
          key={place}
          style={{ background: `color-mix(in srgb, var(--s2) ${Math.round(share * 70)}%, var(--soft))` }}
        >
          <span>{visibleText(tokens[place] ?? "")}</span>
          <small className={css.share}>{percentText(share, locale)}</small>
        </li>
      ))}
    </ol>
  );
}
