import { useBlobUrl } from "../../../ui/url.ts";
import { useWords } from "../../i18n/words.tsx";
import type { ImageDraft } from "../picture/draft.ts";
import { ImageSize } from "../picture/ImageSize.tsx";
import css from "./ImageList.module.css";

interface ImageListProps {
  readonly drafts: readonly ImageDraft[];
  readonly disabled: boolean;
  readonly onChange: (drafts: readonly ImageDraft[]) => void;
}

/** The pictures in the order in which their results are given. */
export function ImageList({ drafts, disabled, onChange }: ImageListProps) {
  const { t } = useWords();
  return (
    <ol className={css.list} aria-label={t("inputs.pictures-list")}>
      {drafts.map((draft, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its place; the same one may stand there twice
        <li key={index} className={css.item}>
          <Thumbnail draft={draft} />
          <span className={css.what}>
            <span className={css.name}>{draft.name || t("inputs.pasted")}</span>
            <span className={css.size}>
              <ImageSize draft={draft} />
            </span>
          </span>
          <button
            type="button"
            className={css.tool}
            disabled={disabled || index === 0}
            aria-label={t("inputs.picture-earlier", { number: index + 1 })}
            onClick={() => onChange(moved(drafts, index, index - 1))}
          >
            ↑
          </button>
          <button
            type="button"
            className={css.tool}
            disabled={disabled || index === drafts.length - 1}
            aria-label={t("inputs.picture-later", { number: index + 1 })}
            onClick={() => onChange(moved(drafts, index, index + 1))}
          >
            ↓
          </button>
          <button
            type="button"
            className={css.tool}
            disabled={disabled}
            aria-label={t("inputs.picture-remove", { number: index + 1 })}
            onClick={() => onChange(drafts.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </li>
      ))}
    </ol>
  );
}

function Thumbnail({ draft: { file } }: { readonly draft: ImageDraft }) {
  return <img className={css.thumbnail} src={useBlobUrl(file)} alt="" width="56" height="42" />;
}

/** `items` with the one at `from` put at `to`. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}
