import type { ReactNode } from "react";
import type { TextMessage } from "../../../../shared/media.ts";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import css from "./chat.module.css";
import { Reply } from "./Reply.tsx";

interface TurnsProps {
  readonly messages: readonly TextMessage[];
  readonly plain: boolean;
  readonly t: Translate<SharedKey>;
  /** The reply that is being written. */
  readonly children: ReactNode;
}

const roleKeys = {
  user: "chat.role-user",
  assistant: "chat.role-assistant",
  system: "chat.role-system",
} as const satisfies Record<TextMessage["role"], string>;

/** A conversation and the model's newest turn. */
export function Turns({ messages, plain, t, children }: TurnsProps) {
  return (
    <ol className={css.turns}>
      {messages.map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place; two may read the same
        <Turn key={index} speaker={role} t={t}>
          {role === "assistant" ? <Reply text={content} plain={plain} final t={t} /> : content}
        </Turn>
      ))}
      <Turn speaker="assistant" t={t}>
        {children}
      </Turn>
    </ol>
  );
}

interface TurnProps {
  readonly speaker: TextMessage["role"];
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
