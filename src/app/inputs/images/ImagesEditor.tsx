import type { ImagesField } from "../../../tasks/fields/images.ts";
import { useWords } from "../../i18n/words.tsx";
import type { EditorProps } from "../editor.ts";
import { MediaEditor, type MediaWays } from "../MediaEditor.tsx";
import { acceptedPictures, type ImageDraft, readPicture } from "../picture/draft.ts";
import { useToldPictures } from "../picture/told.ts";
import { usePictureWays } from "../picture/ways.tsx";
import { useTake } from "../take.ts";
import { useUndo } from "../undo.ts";
import { ImageList } from "./ImageList.tsx";

interface ImagesEditorProps extends EditorProps<readonly ImageDraft[]> {
  readonly field: ImagesField;
}

const ways: MediaWays = {
  takes: "image",
  accepted: acceptedPictures,
  several: true,
  words: {
    drop: "inputs.drop-images",
    choose: "inputs.choose-images",
    other: "inputs.add-images",
    formats: "inputs.formats-image",
  },
};

/** Several pictures in an order; new ones come to the end. */
export function ImagesEditor({ field, value, onChange, onNotice, onReading, ...rest }: ImagesEditorProps) {
  const { t } = useWords();
  const { replace, undo } = useUndo(value, onChange);
  const tell = useToldPictures(onNotice);
  const { reading, take } = useTake({
    takes: "image",
    several: true,
    read: (file) => readPicture(file, file.name),
    onNotice,
    onReading,
    fallback: "image-unreadable",
    onRead: (drafts) => {
      replace([...value, ...drafts]);
      tell(drafts);
    },
  });
  const others = usePictureWays({ name: rest.name, disabled: rest.disabled, onFiles: take, onNotice });
  const count = value.length;
  return (
    <MediaEditor
      {...rest}
      ways={ways}
      optional={field.optional ?? false}
      reading={reading}
      onFiles={take}
      onRemove={() => replace([])}
      undo={undo}
      extra={others.buttons}
      panel={others.panel}
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
