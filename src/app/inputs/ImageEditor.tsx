import type { ImageField } from "../../tasks/fields.ts";
import { useBlobUrl } from "../../ui/url.ts";
import { useWords } from "../i18n/words.tsx";
import type { ImageDraft } from "./draft.ts";
import type { EditorProps } from "./editor.ts";
import css from "./ImageEditor.module.css";
import { ImageSize } from "./ImageSize.tsx";
import { MediaEditor } from "./MediaEditor.tsx";
import { noticeKeys } from "./notice.ts";
import { readPicture } from "./picture.ts";
import { useTake } from "./take.ts";
import { useUndo } from "./undo.ts";
import { usePictureWays } from "./ways.tsx";

interface ImageEditorProps extends EditorProps<ImageDraft | undefined> {
  readonly field: ImageField;
}

export function ImageEditor({ field, value, onChange, onNotice, onReading, ...rest }: ImageEditorProps) {
  const { t } = useWords();
  const { replace, undo } = useUndo(value, onChange);
  const url = useBlobUrl(value?.file);
  const { reading, take } = useTake({
    kind: "image",
    read: readPicture,
    onNotice,
    onReading,
    fallback: "image-unreadable",
    onRead: ([draft]) => {
      replace(draft);
      const { name, original, pixels } = draft;
      if (original === undefined) return;
      const used = { usedWidth: pixels.width, usedHeight: pixels.height };
      onNotice("image-scaled", t(noticeKeys["image-scaled"], { name, ...original, ...used }));
    },
  });
  const ways = usePictureWays({ name: rest.name, disabled: rest.disabled, onFiles: take, onNotice });
  return (
    <MediaEditor
      {...rest}
      kind="image"
      optional={field.optional ?? false}
      reading={reading}
      onFiles={take}
      onRemove={() => replace(undefined)}
      undo={undo}
      extra={ways.buttons}
      panel={ways.panel}
      foot={
        value && (
          <>
            <span className={css.name}>{value.name || t("inputs.pasted")}</span>
            <ImageSize draft={value} />
          </>
        )
      }
    >
      {value && <img className={css.picture} src={url} alt={t("inputs.picture-of", { name: value.name })} />}
    </MediaEditor>
  );
}
