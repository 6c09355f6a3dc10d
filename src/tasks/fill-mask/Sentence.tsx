import { Fragment } from "react";
import type { Translate } from "../../ui/words.ts";
import type { Filling, Key } from "./definition.ts";
import css from "./Sentence.module.css";

interface SentenceProps extends Filling {
  /** What was chosen for each mask. */
  readonly words: readonly (string | undefined)[];
  readonly t: Translate<Key>;
}

/** The text with its places: what was chosen, else the mask; a mask that the model did not read is said to be one. */
export function Sentence({ text, mask, masks, words, t }: SentenceProps) {
  const [first = "", ...others] = text.split(mask);
  return (
    <p className={css.sentence} aria-live="polite">
      {first}
      {others.map((after, place) => {
        const word = words[place];
        const isRead = place < masks.length;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mask is its place
          <Fragment key={place}>
            <span className={`${css.slot} ${word === undefined ? css.open : css.filled}`} data-mask={place + 1}>
              {word?.trim() ?? (isRead ? mask : t("view.unread", { mask }))}
            </span>
            {after}
          </Fragment>
        );
      })}
    </p>
  );
}
