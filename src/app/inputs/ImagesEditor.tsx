import type { ImagesField } from "../../tasks/fields.ts";
import { useWords } from "../i18n/words.tsx";
import type { ImageDraft } from "./draft.ts";
import type { EditorProps } from "./editor.ts";
import { ImageList } from "./ImageList.tsx";
import { MediaEditor } from "./MediaEditor.tsx";
import { noticeKeys } from "./notice.ts";
import { readPicture } from "./picture.ts";
import { useTake } from "./take.ts";
import { useUndo } from "./undo.ts";
import { usePictureWays } from "./ways.tsx";

interface ImagesEditorProps extends EditorProps<readonly ImageDraft[]> {
  readonly field: ImagesField;
}

/** Several pictures in an order; new ones come to the end. */
export function ImagesEditor({ field, value, onChange, onNotice, onReading, ...rest }: ImagesEditorProps) {
  const { t, locale } = useWords();
  const { replace, undo } = useUndo(value, onChange);
  const { reading, take } = useTake({
    kind: "images",
    read: readPicture,
    onNotice,
    onReading,
    fallback: "image-unreadable",
    onRead: (drafts) => {
      replace([...value, ...drafts]);
      const scaled = drafts.filter(({ original }) => original !== undefined).map(({ name }) => name);
      if (scaled.length === 0) return;
      onNotice("images-scaled", t(noticeKeys["images-scaled"], { name: new Intl.ListFormat(locale).format(scaled) }));
    },
  });
  const ways = usePictureWays({ name: rest.name, disabled: rest.disabled, onFiles: take, onNotice });
  const count = value.length;
  return (
    <MediaEditor
      {...rest}
      kind="images"
      optional={field.optional ?? false}
      reading={reading}
      onFiles={take}
      onRemove={() => replace([])}
      undo={undo}
      extra={ways.buttons}
      panel={ways.panel}
      foot={
        count > 0 && (
          <span>
            {count > field.maxItems
              ? t("inputs.pictures-of", { count, max: field.maxItems })
              : t("inputs.pictures", { count })}
          </span>
        )
      }
    >
      {count > 0 ? <ImageList drafts={value} disabled={rest.disabled} onChange={replace} /> : undefined}
    </MediaEditor>
  );
}
