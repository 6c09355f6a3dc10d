import { useMemo } from "react";
import type { ChatMessage, Sound } from "../../../shared/media.ts";
import { PixelsCanvas } from "../../../ui/PixelsCanvas.tsx";
import { useBlobUrl } from "../../../ui/url.ts";
import { encodeWav } from "../../../ui/wav.ts";
import { useWords } from "../../i18n/words.tsx";
import { type Media, mediaIn } from "./chat.ts";
import css from "./Turns.module.css";

interface TurnMediaProps {
  readonly content: ChatMessage["content"];
  /** Of the turn, from 1. */
  readonly number: number;
}

/** The pictures and sounds of a turn, above its words. */
export function TurnMedia({ content, number }: TurnMediaProps) {
  const media = mediaIn(content);
  if (media.length === 0) return null;
  return (
    <div className={css.media}>
      {media.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place; two may be the same
        <TurnPart key={place} part={part} number={number} />
      ))}
    </div>
  );
}

function TurnPart({ part, number }: { readonly part: Media; readonly number: number }) {
  const { t } = useWords();
  if (part.type === "audio") return <TurnSound sound={part.audio} label={t("inputs.turn-sound", { number })} />;
  return <PixelsCanvas className={css.picture} pixels={part.image} label={t("inputs.turn-image", { number })} />;
}

function TurnSound({ sound, label }: { readonly sound: Sound; readonly label: string }) {
  const file = useMemo(() => encodeWav(sound), [sound]);
  // biome-ignore lint/a11y/useMediaCaption: the reader's own sound, of which there is no text
  return <audio controls src={useBlobUrl(file)} aria-label={label} />;
}
