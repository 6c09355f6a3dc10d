import { countText } from "../../../ui/number.ts";
import { useWords } from "../../i18n/words.tsx";
import type { ImageDraft } from "./draft.ts";

/** Width and height as a model gets them, and what they were where that is more. */
export function ImageSize({ draft: { pixels } }: { readonly draft: ImageDraft }) {
  const { t, locale } = useWords();
  return (
    <span>
      {countText(pixels.width, locale)} × {countText(pixels.height, locale)}
      {pixels.original && ` (${t("inputs.scaled-from", pixels.original)})`}
    </span>
  );
}
