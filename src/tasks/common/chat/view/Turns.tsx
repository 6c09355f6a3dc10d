import type { ReactNode } from "react";
import type { ContentPart, Pixels } from "../../../../shared/media.ts";
import { PixelsCanvas } from "../../../../ui/PixelsCanvas.tsx";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { ToldMessage } from "../story.ts";
import css from "./chat.module.css";
import { Reply } from "./Reply.tsx";

interface TurnsProps {
  /** As they were told, or with their pictures. */
  readonly messages: readonly Said[];
  readonly plain: boolean;
  readonly t: Translate<SharedKey>;
  /** The reply that is being written. */
  readonly children: ReactNode;
}

type ToldPart = Exclude<ToldMessage["content"], string>[number];
type RoleName = ToldMessage["role"];

interface Said {
  readonly role: RoleName;
  readonly content: string | readonly (ToldPart | ContentPart)[];
}

const roleKeys = {
  user: "chat.role-user",
  assistant: "chat.role-assistant",
  system: "chat.role-system",
} as const satisfies Record<RoleName, string>;

/** A conversation and the model's newest turn. */
export function Turns({ messages, plain, t, children }: TurnsProps) {
  return (
    <ol className={css.turns}>
      {messages.map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place; two may read the same
        <Turn key={index} speaker={role} t={t}>
          {role === "assistant" ? (
            <Reply text={wordsOf(content)} plain={plain} final t={t} />
          ) : (
            <Content content={content} t={t} />
          )}
        </Turn>
      ))}
      <Turn speaker="assistant" t={t}>
        {children}
      </Turn>
    </ol>
  );
}

function wordsOf(content: Said["content"]): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** Words and pictures in their order. */
function Content({ content, t }: { readonly content: Said["content"]; readonly t: Translate<SharedKey> }) {
  if (typeof content === "string") return content;
  let pictures = 0;
  return content.map((part, index) => {
    if (part.type === "text") return part.text;
    if (!("image" in part)) return null;
    pictures += 1;
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    return <Picture key={index} pixels={part.image} label={t("chat.picture", { number: String(pictures) })} />;
  });
}

function Picture({ pixels, label }: { readonly pixels: Pixels; readonly label: string }) {
  return <PixelsCanvas className={css.picture} pixels={pixels} label={label} longest={640} />;
}

interface TurnProps {
  readonly speaker: RoleName;
  readonly t: Translate<SharedKey>;
  readonly children: ReactNode;
}

function Turn({ speaker, t, children }: TurnProps) {
  return (
    <li className={css.turn} data-role={speaker}>
      <span className={css.role}>{t(roleKeys[speaker])}</span>
      <div className={css.content}>{children}</div>
    </li>
  );
}
