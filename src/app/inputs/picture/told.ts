import { useWords } from "../../i18n/words.tsx";
import { noticeKeyOf, type OnNotice } from "../notice.ts";
import type { ImageDraft } from "./draft.ts";

/** What is to be said of pictures that were read: a moving one is its first frame, a large one was scaled. */
export function useToldPictures(onNotice: OnNotice) {
  const { t, locale } = useWords();
  const listed = (drafts: readonly ImageDraft[]) =>
    new Intl.ListFormat(locale).format(drafts.map(({ name }) => name || t("inputs.pasted")));
  return (drafts: readonly ImageDraft[]) => {
    const moving = drafts.filter(({ isFirstFrame }) => isFirstFrame);
    if (moving.length > 0) {
      onNotice("image-first-frame", t(noticeKeyOf("image-first-frame"), { name: listed(moving) }));
    }
    const scaled = drafts.filter(({ pixels }) => pixels.original !== undefined);
    const first = scaled[0]?.pixels;
    if (!first?.original) return;
    const name = listed(scaled);
    if (drafts.length > 1) return onNotice("images-scaled", t(noticeKeyOf("images-scaled"), { name }));
    const used = { usedWidth: first.width, usedHeight: first.height };
    onNotice("image-scaled", t(noticeKeyOf("image-scaled"), { name, ...first.original, ...used }));
  };
}
