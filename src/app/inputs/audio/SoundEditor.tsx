import { lazy, useRef, useState } from "react";
import { encodeLongWav } from "../../../shared/audio/wav.ts";
import { secondsOf } from "../../../shared/media.ts";
import type { SoundField } from "../../../tasks/fields/audio.ts";
import { clockText } from "../../../ui/clock.ts";
import parts from "../../../ui/parts.module.css";
import { SoundPlayer } from "../../../ui/SoundPlayer.tsx";
import { useHasWords, useWords } from "../../i18n/words.tsx";
import { Late } from "../../results/ResultBoundary.tsx";
import type { EditorProps } from "../editor.ts";
import { MediaEditor, type MediaWays } from "../MediaEditor.tsx";
import css from "../media.module.css";
import { type InputNoticeCode, noticeKeyOf } from "../notice.ts";
import { useTake } from "../take.ts";
import { useUndo } from "../undo.ts";
import { acceptedSounds } from "./accepted.ts";
import type { SoundDraft } from "./decode.ts";
import { RecordButton } from "./RecordButton.tsx";

const LivePanel = lazy(async () => ({ default: (await import("./live/LivePanel.tsx")).LivePanel }));

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

export function SoundEditor({ field, value, onChange, onNotice, onReading, ask, ...rest }: SoundEditorProps) {
  const { t } = useWords();
  const audio = useRef<HTMLAudioElement>(null);
  const [isLive, setLive] = useState(false);
  const hasWords = useHasWords("later");
  const { replace, undo } = useUndo(value, onChange);
  const { reading, take } = useTake<SoundDraft>({
    takes: "audio",
    onNotice,
    onReading,
    fallback: "sound-unreadable",
    onRead: ([draft]) => replace(draft),
    read: async (file, signal) => {
      const { decodeSound } = await import("./decode.ts");
      const draft = await decodeSound(file, field, file.name, signal);
      // A recorder's WebM does not say how long it is, and no player can seek in it.
      return file.type.includes("webm") ? { ...draft, file: await encodeLongWav(draft.sound) } : draft;
    },
  });
  const fail = (code: InputNoticeCode) => onNotice(code, t(noticeKeyOf(code)));
  const keep = (sound: Blob) => take([new File([sound], t("inputs.recording-name"), { type: sound.type })]);
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
        <>
          <RecordButton
            name={rest.name}
            disabled={rest.disabled || isLive}
            maxSeconds={field.maxSeconds}
            onFailed={fail}
            onRecorded={keep}
          />
          {field.live && ask && hasWords && (
            <button
              type="button"
              className={parts.chip}
              data-testid={`live-${rest.name}`}
              disabled={rest.disabled || isLive}
              onClick={() => setLive(true)}
            >
              {t("inputs.live")}
            </button>
          )}
        </>
      }
      panel={
        isLive &&
        ask && (
          <Late
            fallback={null}
            missing={
              <p role="alert">
                {t("notice.words-unreachable")}{" "}
                <button type="button" className={parts.chip} onClick={() => setLive(false)}>
                  {t("inputs.live.close")}
                </button>
              </p>
            }
          >
            <LivePanel
              name={rest.name}
              maxSeconds={field.maxSeconds}
              ask={ask}
              onFailed={fail}
              onHeard={keep}
              onClose={() => setLive(false)}
            />
          </Late>
        )
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
