import type { ReactNode } from "react";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import css from "./chat.module.css";
import { type Said, Turn, TurnContent } from "./Turn.tsx";

interface TurnsProps {
  /** As they were told, or with their pictures. */
  readonly messages: readonly Said[];
  readonly plain: boolean;
  /** The screen shows what was asked already. */
  readonly isTurn: boolean;
  readonly t: Translate<SharedKey>;
  /** The reply that is being written. */
  readonly children: ReactNode;
}

/** A conversation and the model's newest turn. */
export function Turns({ messages, plain, isTurn, t, children }: TurnsProps) {
  if (isTurn) return children;
  return (
    <ol className={css.turns}>
      {messages.map((said, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place; two may read the same
        <Turn key={index} speaker={said.role} t={t}>
          <TurnContent said={said} number={index + 1} plain={plain} t={t} />
        </Turn>
      ))}
      <Turn speaker="assistant" t={t}>
        {children}
      </Turn>
    </ol>
  );
}
