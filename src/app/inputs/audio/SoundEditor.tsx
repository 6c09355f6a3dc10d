import { useRef } from "react";
import { encodeWav } from "../../../shared/audio/wav.ts";
import { secondsOf } from "../../../shared/media.ts";
import type { SoundField } from "../../../tasks/fields/audio.ts";
import { clockText } from "../../../ui/clock.ts";
import { SoundPlayer } from "../../../ui/SoundPlayer.tsx";
import { useWords } from "../../i18n/words.tsx";
import type { EditorProps } from "../editor.ts";
import { MediaEditor, type MediaWays } from "../MediaEditor.tsx";
import css from "../media.module.css";
import { noticeKeyOf } from "../notice.ts";
import { useTake } from "../take.ts";
import { useUndo } from "../undo.ts";
import { acceptedSounds } from "./accepted.ts";
import type { SoundDraft } from "./decode.ts";
import { RecordButton } from "./RecordButton.tsx";

interface SoundEditorProps extends EditorProps<SoundDraft | undefined> {
  readonly field: SoundField;
}

const ways: MediaWays = {
  takes: "audio",
  accepted: acceptedSounds,
  several: false,
  words: {
    drop: "inputs.drop-sound",
    choose: "inputs.choose-sound",
    other: "inputs.choose-other",
    formats: "inputs.formats-sound",
  },
};

export function SoundEditor({ field, value, onChange, onNotice, onReading, ...rest }: SoundEditorProps) {
  const { t } = useWords();
  const audio = useRef<HTMLAudioElement>(null);
  const { replace, undo } = useUndo(value, onChange);
  const { reading, take } = useTake<SoundDraft>({
    takes: "audio",
    onNotice,
    onReading,
    fallback: "sound-unreadable",
    onRead: ([draft]) => replace(draft),
    read: async (file) => {
      const { decodeSound } = await import("./decode.ts");
      const draft = await decodeSound(file, field.samplingRate, file.name);
      // A recorder's WebM does not say how long it is, and no player can seek in it.
      return file.type.includes("webm") ? { ...draft, file: encodeWav(draft.sound) } : draft;
    },
  });
  return (
    <MediaEditor
      {...rest}
      ways={ways}
      optional={field.optional ?? false}
      reading={reading}
      onFiles={take}
      onRemove={() => replace(undefined)}
      undo={undo}
      extra={
        <RecordButton
          name={rest.name}
          disabled={rest.disabled}
          maxSeconds={field.maxSeconds}
          onFailed={(code) => onNotice(code, t(noticeKeyOf(code)))}
          onRecorded={(sound) => take([new File([sound], t("inputs.recording-name"), { type: sound.type })])}
        />
      }
      foot={
        value && (
          <>
            <span className={css.name}>{value.name}</span>
            <span>{clockText(secondsOf(value.sound))}</span>
          </>
        )
      }
    >
      {value && (
        <SoundPlayer
          sound={value.sound}
          file={value.file}
          audio={audio}
          label={t("inputs.sound-of", { name: value.name })}
        />
      )}
    </MediaEditor>
  );
}
