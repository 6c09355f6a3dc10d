import { type ReactNode, useId, useRef } from "react";
import { secondsOf } from "../../../shared/media.ts";
import type { PartKind } from "../../../tasks/fields/messages.ts";
import { clockText } from "../../../ui/clock.ts";
import { PixelsCanvas } from "../../../ui/PixelsCanvas.tsx";
import parts from "../../../ui/parts.module.css";
import { useWords } from "../../i18n/words.tsx";
import { CloseIcon } from "../../shell/icons.tsx";
import { acceptedSounds } from "../audio/accepted.ts";
import { RecordButton } from "../audio/RecordButton.tsx";
import type { EditorProps } from "../editor.ts";
import { moved } from "../images/ImageList.tsx";
import { useTaker } from "../intake.ts";
import { InputError, noticeKeyOf } from "../notice.ts";
import { acceptedPictures } from "../picture/draft.ts";
import { useToldPictures } from "../picture/told.ts";
import { useTake } from "../take.ts";
import { type Attachment, readAttachment } from "./attachment.ts";
import css from "./Composer.module.css";
import { EarlierIcon, FilmIcon, LaterIcon, PictureIcon, SoundIcon } from "./icons.tsx";

interface AttachedListProps {
  readonly attached: readonly Attachment[];
  readonly disabled: boolean;
  readonly onChange: (attached: readonly Attachment[]) => void;
}

/** What goes with the turn being written, in the order in which the model gets it. */
export function AttachedList({ attached, disabled, onChange }: AttachedListProps) {
  const { t } = useWords();
  const tool = (label: string, isOff: boolean, next: () => readonly Attachment[], icon: ReactNode) => (
    <button
      type="button"
      className={css.mini}
      disabled={disabled || isOff}
      aria-label={label}
      title={label}
      onClick={() => onChange(next())}
    >
      {icon}
    </button>
  );
  return (
    <ol className={css.attached} aria-label={t("inputs.attached")}>
      {attached.map((attachment, index) => {
        const number = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an attachment is its place; the same one may stand there twice
          <li key={index} className={css.item}>
            <Shown attachment={attachment} />
            <span className={css.minis}>
              {attached.length > 1 &&
                tool(
                  t("inputs.attached-earlier", { number }),
                  index === 0,
                  () => moved(attached, index, index - 1),
                  <EarlierIcon />,
                )}
              {attached.length > 1 &&
                tool(
                  t("inputs.attached-later", { number }),
                  number === attached.length,
                  () => moved(attached, index, number),
                  <LaterIcon />,
                )}
              {tool(
                t("inputs.attached-remove", { number }),
                false,
                () => attached.filter((_, at) => at !== index),
                <CloseIcon />,
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Shown({ attachment: { part, name } }: { readonly attachment: Attachment }) {
  const { t } = useWords();
  if (part.type === "image") {
    const label = name || t("inputs.pasted");
    return <PixelsCanvas className={css.thumbnail} label={label} longest={160} pixels={part.image} />;
  }
  return (
    <span className={css.sound}>
      <SoundIcon />
      <span className={css.name}>{name || t("inputs.recording-name")}</span>
      <span className={parts.num}>{clockText(secondsOf(part.audio))}</span>
    </span>
  );
}

interface AttachButtonProps extends Pick<EditorProps<never>, "onNotice" | "onReading" | "active" | "disabled"> {
  /** A film becomes pictures. */
  readonly kind: PartKind | "video";
  /** Of a film. */
  readonly frames?: number | undefined;
  /** New ones. */
  readonly onAdd: (attached: readonly Attachment[]) => void;
}

const kindsOfFiles = {
  image: {
    takes: "image",
    accepted: acceptedPictures,
    label: "inputs.attach-images",
    fallback: "image-unreadable",
    Icon: PictureIcon,
  },
  audio: {
    takes: "audio",
    accepted: acceptedSounds,
    label: "inputs.attach-sounds",
    fallback: "sound-unreadable",
    Icon: SoundIcon,
  },
  video: {
    // As `kindOf` has it.
    takes: "audio",
    accepted: "video/*",
    label: "inputs.attach-films",
    fallback: "film-unreadable",
    Icon: FilmIcon,
  },
} as const;

/** The frames of a film, evenly chosen. @throws InputError `film-unreadable` */
async function readFrames(file: File, count: number, signal: AbortSignal): Promise<readonly Attachment[]> {
  const { findFrames } = await import("../../../workers/media-files.ts");
  const frames = await findFrames(file, count, signal);
  if (!frames) throw new InputError("film-unreadable");
  return frames.map(({ pixels, seconds }) => ({
    part: { type: "image", image: pixels },
    name: `${file.name} ${clockText(seconds)}`,
  }));
}

/** The longest that is recorded for one turn, in seconds. */
const maxSeconds = 120;

/** Files of one kind for the turn being written: by the button, and dropped or pasted anywhere on the page. */
export function AttachButton({ kind, frames = 1, onAdd, onNotice, onReading, active, disabled }: AttachButtonProps) {
  const { t } = useWords();
  const tell = useToldPictures(onNotice);
  const { takes, accepted, label, fallback, Icon } = kindsOfFiles[kind];
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { reading, take } = useTake({
    takes,
    several: true,
    read: async (file, signal) =>
      kind === "video" ? readFrames(file, frames, signal) : [await readAttachment(kind, file, file.name, signal)],
    onNotice,
    onReading,
    fallback,
    onRead(read) {
      const attached = read.flat();
      onAdd(attached);
      tell(attached.flatMap(({ picture }) => picture ?? []));
    },
  });
  useTaker(
    {
      kind: takes,
      isEmpty: true,
      ...(kind === "video" && ({ isForFilms: true } as const)),
      take: (files) => !disabled && take(files),
    },
    active,
  );
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        data-testid={`input-${kind}`}
        accept={accepted}
        multiple
        className={parts.hidden}
        tabIndex={-1}
        aria-label={t(label)}
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Emptied, so that choosing the same file again counts as a change.
          event.currentTarget.value = "";
          if (files.length > 0) take(files);
        }}
      />
      <button
        type="button"
        className={css.attach}
        disabled={disabled}
        aria-label={t(label)}
        title={`${t(label)} (${t("inputs.attach-hint")})`}
        onClick={() => input.current?.click()}
      >
        <Icon />
      </button>
      {kind === "audio" && (
        <RecordButton
          name={kind}
          disabled={disabled}
          maxSeconds={maxSeconds}
          onFailed={(code) => onNotice(code, t(noticeKeyOf(code)))}
          onRecorded={(sound) => take([new File([sound], t("inputs.recording-name"), { type: sound.type })])}
        />
      )}
      {reading !== undefined && <span role="status">{t("inputs.reading", { name: reading })}</span>}
    </>
  );
}
