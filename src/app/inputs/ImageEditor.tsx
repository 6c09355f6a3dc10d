import { countText } from "../../ui/number.ts";
import { useBlobUrl } from "../../ui/url.ts";
import { useWords } from "../i18n/words.tsx";
import type { ImageDraft } from "./draft.ts";
import type { EditorProps } from "./editor.ts";
import css from "./ImageEditor.module.css";
import { MediaEditor } from "./MediaEditor.tsx";
import { noticeKeys } from "./notice.ts";
import { useTake } from "./take.ts";
import { useUndo } from "./undo.ts";

async function read(file: File): Promise<ImageDraft> {
  const { decodeImage } = await import("./decode.ts");
  return decodeImage(file, file.name);
}

export function ImageEditor({ value, onChange, onNotice, onReading, ...rest }: EditorProps<ImageDraft | undefined>) {
  const { t, locale } = useWords();
  const { replace, undo } = useUndo(value, onChange);
  const url = useBlobUrl(value?.file);
  const { reading, take } = useTake({
    kind: "image",
    read,
    onNotice,
    onReading,
    fallback: "image-unreadable",
    onRead: (draft) => {
      replace(draft);
      const { name, original, pixels } = draft;
      if (original === undefined) return;
      const used = { usedWidth: pixels.width, usedHeight: pixels.height };
      onNotice("image-scaled", t(noticeKeys["image-scaled"], { name, ...original, ...used }));
    },
  });
  return (
    <MediaEditor
      {...rest}
      kind="image"
      reading={reading}
      onFile={take}
      onRemove={() => replace(undefined)}
      undo={undo}
      foot={
        value && (
          <>
            <span className={css.name}>{value.name || t("inputs.pasted")}</span>
            <span>
              {countText(value.pixels.width, locale)} × {countText(value.pixels.height, locale)}
              {value.original && ` (${t("inputs.scaled-from", value.original)})`}
            </span>
          </>
        )
      }
    >
      {value && <img className={css.picture} src={url} alt={t("inputs.picture-of", { name: value.name })} />}
    </MediaEditor>
  );
}
