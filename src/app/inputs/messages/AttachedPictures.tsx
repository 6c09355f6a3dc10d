import { useId, useRef } from "react";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import type { EditorProps } from "../editor.ts";
import { ImageList } from "../images/ImageList.tsx";
import { useTaker } from "../intake.ts";
import { acceptedPictures, type ImageDraft, readPicture } from "../picture/draft.ts";
import { useToldPictures } from "../picture/told.ts";
import { useTake } from "../take.ts";
import css from "./Turns.module.css";

type AttachedPicturesProps = Pick<EditorProps<readonly ImageDraft[]>, "value" | "onChange" | "onNotice" | "onReading"> &
  Pick<EditorProps<never>, "active" | "disabled"> & {
    /** New ones, to what is there by then: a turn may be written while they are read. */
    readonly onAdd: (drafts: readonly ImageDraft[]) => void;
  };

/** The pictures of the turn being written: by the button, and dropped or pasted anywhere on the page. */
export function AttachedPictures(props: AttachedPicturesProps) {
  const { value, onChange, onAdd, onNotice, onReading, active, disabled } = props;
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const tell = useToldPictures(onNotice);
  const { reading, take } = useTake({
    takes: "image",
    several: true,
    read: (file) => readPicture(file, file.name),
    onNotice,
    onReading,
    fallback: "image-unreadable",
    onRead(drafts) {
      onAdd(drafts);
      tell(drafts);
    },
  });
  useTaker({ kind: "image", isEmpty: true, take: (files) => !disabled && take(files) }, active);
  return (
    <div className={css.attached}>
      <input
        ref={input}
        id={id}
        type="file"
        data-testid="input-image"
        accept={acceptedPictures}
        multiple
        className={parts.hidden}
        tabIndex={-1}
        aria-label={t("inputs.attach-images")}
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Emptied, so that choosing the same file again counts as a change.
          event.currentTarget.value = "";
          if (files.length > 0) take(files);
        }}
      />
      {value.length > 0 && <ImageList drafts={value} disabled={disabled} onChange={onChange} />}
      <div className={css.attach}>
        <button type="button" className={parts.chip} disabled={disabled} onClick={() => input.current?.click()}>
          {t("inputs.attach-images")}
        </button>
        {reading === undefined ? (
          <span className={parts.mute}>{t("inputs.attach-hint")}</span>
        ) : (
          <span role="status">{t("inputs.reading", { name: reading })}</span>
        )}
      </div>
    </div>
  );
}
