import { memo, type ReactNode } from "react";
import { type ContentPart, type Sound, secondsOf } from "../../../../shared/media.ts";
import { clockText } from "../../../../ui/clock.ts";
import { PixelsCanvas } from "../../../../ui/PixelsCanvas.tsx";
import parts from "../../../../ui/parts.module.css";
import { useBlobUrl } from "../../../../ui/url.ts";
import { useWave } from "../../../../ui/wave.ts";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { ToldMessage } from "../story.ts";
import css from "./chat.module.css";
import { Reply } from "./Reply.tsx";

type ToldPart = Exclude<ToldMessage["content"], string>[number];
type RoleName = ToldMessage["role"];

/** A turn as it was told, or with its pictures and sounds. */
export interface Said {
  readonly role: RoleName;
  readonly content: string | readonly (ToldPart | ContentPart)[];
}

const roleKeys = {
  user: "chat.role-user",
  assistant: "chat.role-assistant",
  system: "chat.role-system",
} as const satisfies Record<RoleName, string>;

interface TurnProps {
  readonly speaker: RoleName;
  /** What can be done with it, below. */
  readonly tools?: ReactNode;
  readonly t: Translate<SharedKey>;
  readonly children: ReactNode;
}

/** One turn among others: the user's at the end of the line, the model's across it. Who speaks is told, not shown. */
export function Turn({ speaker, tools, t, children }: TurnProps) {
  return (
    <li className={css.turn} data-role={speaker}>
      <span className={speaker === "system" ? css.role : parts.hidden}>{t(roleKeys[speaker])}</span>
      <div className={css.content}>{children}</div>
      {tools}
    </li>
  );
}

interface TurnContentProps {
  readonly said: Said;
  /** Of the turn, from 1. */
  readonly number: number;
  /** As the model wrote it, without Markdown and folds. */
  readonly plain: boolean;
  readonly t: Translate<SharedKey>;
}

/** What a turn that is whole says: words, pictures and sounds in their order. Not drawn anew while another turn grows. */
export const TurnContent = memo(function TurnContent({ said, number, plain, t }: TurnContentProps) {
  const { role, content } = said;
  if (role === "assistant") return <Reply text={wordsOf(content)} plain={plain} final t={t} />;
  if (typeof content === "string") return content;
  return content.map((part, index) => {
    if (part.type === "text") return part.text;
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    return <Part key={index} part={part} number={number} t={t} />;
  });
});

function wordsOf(content: Said["content"]): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

interface PartProps {
  readonly part: Exclude<ToldPart | ContentPart, { readonly type: "text" }>;
  readonly number: number;
  readonly t: Translate<SharedKey>;
}

/** Nothing, where it was only told that it was there. */
function Part({ part, number, t }: PartProps) {
  if ("image" in part) {
    const label = t("chat.picture", { number: String(number) });
    return <PixelsCanvas className={css.picture} pixels={part.image} label={label} longest={640} />;
  }
  return "audio" in part ? <PartSound sound={part.audio} label={t("chat.sound", { number: String(number) })} /> : null;
}

function PartSound({ sound, label }: { readonly sound: Sound; readonly label: string }) {
  const file = useWave(sound);
  const told = `${label} (${clockText(secondsOf(sound))})`;
  // biome-ignore lint/a11y/useMediaCaption: the reader's own sound, of which there is no text
  return <audio aria-label={told} className={css.sound} controls src={useBlobUrl(file)} />;
}
