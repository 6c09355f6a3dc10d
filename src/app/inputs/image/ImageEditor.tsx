import { useEffect, useRef } from "react";
import type { ImageField } from "../../../tasks/fields/image.ts";
import { useBlobUrl } from "../../../ui/url.ts";
import { useWords } from "../../i18n/words.tsx";
import type { EditorProps } from "../editor.ts";
import { MediaEditor, type MediaWays } from "../MediaEditor.tsx";
import css from "../media.module.css";
import { acceptedPictures, type ImageDraft, readPicture } from "../picture/draft.ts";
import { ImageSize } from "../picture/ImageSize.tsx";
import { useToldPictures } from "../picture/told.ts";
import { usePictureWays } from "../picture/ways.tsx";
import { useTake } from "../take.ts";
import { useUndo } from "../undo.ts";

interface ImageEditorProps extends EditorProps<ImageDraft | undefined> {
  readonly field: ImageField;
}

const ways: MediaWays = {
  takes: "image",
  accepted: acceptedPictures,
  several: false,
  words: {
    drop: "inputs.drop-image",
    choose: "inputs.choose-image",
    other: "inputs.choose-other",
    formats: "inputs.formats-image",
  },
};

export function ImageEditor({ field, value, onChange, onNotice, onReading, onRun, ...rest }: ImageEditorProps) {
  const { t } = useWords();
  const { replace, undo } = useUndo(value, onChange);
  const url = useBlobUrl(value?.file);
  const tell = useToldPictures(onNotice);
  const { reading, take } = useTake({
    takes: "image",
    read: (file) => readPicture(file, file.name),
    onNotice,
    onReading,
    fallback: "image-unreadable",
    onRead: ([draft]) => {
      replace(draft);
      tell([draft]);
    },
  });
  /** What was there before a live picture comes back with Undo. */
  const before = useRef<ImageDraft | undefined>(undefined);
  async function runWith(frame: ImageDraft, signal: AbortSignal): Promise<boolean> {
    replace(frame, before.current);
    return (await onRun?.(signal)) ?? false;
  }
  const onFrame = field.live && onRun ? runWith : undefined;
  const others = usePictureWays({ name: rest.name, disabled: rest.disabled, onFiles: take, onFrame, onNotice });
  useEffect(() => {
    if (!others.isLive) before.current = value;
  }, [others.isLive, value]);
  return (
    <MediaEditor
      {...rest}
      ways={ways}
      optional={field.optional ?? false}
      reading={reading}
      onFiles={take}
      onRemove={() => replace(undefined)}
      undo={undo}
      extra={others.buttons}
      panel={others.panel}
      isCovered={others.isLive}
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
