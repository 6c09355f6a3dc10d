import { type ReactNode, useState } from "react";
import { type ChatMessage, contentText } from "../../../shared/media.ts";
import chat from "../../../tasks/common/chat/view/chat.module.css";
import { Turn, TurnContent } from "../../../tasks/common/chat/view/Turn.tsx";
import { useTaskWords, useWords } from "../../i18n/words.tsx";
import { attachmentsOf } from "./attachment.ts";
import { branched } from "./branches.ts";
import { type Conversation, type MessagesDraft, withoutTurn, withTurn } from "./chat.ts";
import { TurnEditor } from "./TurnEditor.tsx";
import { TurnTools, Ways } from "./TurnTools.tsx";

interface TurnsProps {
  readonly id: string;
  readonly draft: MessagesDraft;
  /** The turns that stand here: those of the draft, or of them what a run was asked. */
  readonly shown: Conversation;
  /** In the place of the turn after them. */
  readonly reply?: ReactNode;
  /** Nothing can be changed, since something is being answered. */
  readonly disabled: boolean;
  /** A change that can be taken back. */
  readonly onReplace: (next: MessagesDraft) => void;
  /** Asks for an answer to a conversation that ends with a turn of the user's. */
  readonly onAsk?: (next: MessagesDraft) => void;
}

/** A conversation, and what can be done at each turn: said otherwise, asked again, gone another way from, taken out. */
export function Turns({ id, draft, shown, reply, disabled, onReplace, onAsk }: TurnsProps) {
  const t = useTaskWords();
  const { t: word } = useWords();
  const [editing, setEditing] = useState<number>();
  const { turns } = draft;
  // Instructions that were just opened are there to be written.
  const edited = editing ?? (turns[0]?.role === "system" && contentText(turns[0].content) === "" ? 0 : undefined);

  /** Back to before a turn of the user's, which can be written otherwise; of the model's, to just behind it. */
  function branch(turn: ChatMessage, place: number): void {
    const isAsked = turn.role === "user";
    const begun = branched(draft, turns.slice(0, isAsked ? place : place + 1));
    const attached = attachmentsOf(turn);
    onReplace({
      ...begun,
      ...(isAsked && { text: contentText(turn.content) }),
      ...(isAsked && attached.length > 0 && { attached }),
    });
  }

  const tools = (place: number, isReply = false) => {
    const turn = turns[place];
    if (!turn) return null;
    return (
      <TurnTools
        disabled={disabled}
        number={place + 1}
        onBranch={turn.role === "system" ? undefined : () => branch(turn, place)}
        onEdit={() => setEditing(place)}
        onRemove={() => onReplace(withoutTurn(draft, place))}
        onAgain={onAsk && turn.role === "user" ? () => onAsk(branched(draft, turns.slice(0, place + 1))) : undefined}
        // What stands below a reply has a way to copy it.
        text={isReply ? undefined : contentText(turn.content)}
        ways={<Ways draft={draft} place={place} disabled={disabled} onReplace={onReplace} />}
      />
    );
  };

  const editor = (turn: ChatMessage, place: number) => (
    <TurnEditor
      key={place}
      number={place + 1}
      text={contentText(turn.content)}
      onCancel={() => {
        setEditing(undefined);
        if (contentText(turn.content) === "") onReplace(withoutTurn(draft, place));
      }}
      onDone={(text) => {
        setEditing(undefined);
        onReplace(withTurn(draft, place, text));
      }}
      onSend={
        onAsk && turn.role === "user"
          ? (text) => {
              setEditing(undefined);
              const { turns: said } = withTurn(draft, place, text);
              onAsk(branched(draft, said.slice(0, place + 1)));
            }
          : undefined
      }
    />
  );

  const last = turns[shown.length];
  return (
    <>
      <ol id={id} className={chat.turns} aria-label={word("inputs.turns")}>
        {shown.map((turn, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place; two may read the same
          <Turn key={place} speaker={turn.role} tools={edited === place ? null : tools(place)} t={t}>
            {edited === place && !disabled ? (
              editor(turn, place)
            ) : (
              <TurnContent said={turn} number={place + 1} plain={false} t={t} />
            )}
          </Turn>
        ))}
        {reply && (
          <Turn
            key="reply"
            speaker="assistant"
            tools={edited === shown.length ? null : tools(shown.length, true)}
            t={t}
          >
            {last && edited === shown.length && !disabled ? editor(last, shown.length) : reply}
          </Turn>
        )}
      </ol>
      {!disabled && turns.length >= shown.length && (
        <Ways draft={draft} place={turns.length} disabled={disabled} onReplace={onReplace} />
      )}
    </>
  );
}
