import { type ReactNode, useEffect, useRef } from "react";
import { type ChatMessage, contentText } from "../../../shared/media.ts";
import { useWords } from "../../i18n/words.tsx";
import { TurnMedia } from "./TurnMedia.tsx";
import css from "./Turns.module.css";

/** The turn that is open for editing, and what it was before. */
export interface Editing {
  readonly index: number;
  readonly before: string;
}

interface TurnsProps {
  readonly turns: readonly ChatMessage[];
  readonly disabled: boolean;
  readonly editing: Editing | undefined;
  readonly onEditing: (editing: Editing | undefined) => void;
  /** At each change: a run in the middle of an edit takes what is on screen. */
  readonly onEdit: (index: number, content: string) => void;
  readonly onRemove: (index: number) => void;
  /** Of a user's turn. */
  readonly onAskAgain: (index: number) => void;
}

const roleKeys = {
  user: "inputs.role.user",
  assistant: "inputs.role.assistant",
  system: "inputs.role.system",
} as const satisfies Record<ChatMessage["role"], string>;

/** The conversation above the composer; each turn can be edited or taken out. */
export function Turns({ turns, disabled, editing, onEditing, onEdit, onRemove, onAskAgain }: TurnsProps) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  // The turn that came last is the one that the next message answers.
  useEffect(() => {
    if (turns.length > 0 && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [turns.length]);
  if (turns.length === 0) return null;
  const cancel = ({ index, before }: Editing) => {
    if (before === "") onRemove(index);
    else onEdit(index, before);
    onEditing(undefined);
  };
  return (
    <ol className={css.turns} aria-label={t("inputs.turns")} ref={list}>
      {turns.map(({ role, content }, index) => {
        const label = { number: index + 1 };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place; two may read the same
          <li key={index} className={css.turn} data-role={role}>
            <span className={css.role}>{t(roleKeys[role])}</span>
            {editing?.index === index ? (
              <>
                <textarea
                  className={css.edit}
                  rows={2}
                  aria-label={t("inputs.turn-edit-label", label)}
                  value={contentText(content)}
                  onChange={(event) => onEdit(index, event.currentTarget.value)}
                />
                <span className={css.tools}>
                  <Tool onPress={() => onEditing(undefined)}>{t("inputs.turn-done")}</Tool>
                  <Tool onPress={() => cancel(editing)}>{t("inputs.turn-cancel")}</Tool>
                </span>
              </>
            ) : (
              <>
                <div className={css.content}>
                  <TurnMedia content={content} number={index + 1} />
                  {contentText(content)}
                </div>
                <span className={css.tools}>
                  {role === "user" && (
                    <Tool
                      disabled={disabled}
                      label={t("inputs.turn-again-label", label)}
                      onPress={() => onAskAgain(index)}
                    >
                      {t("inputs.turn-again")}
                    </Tool>
                  )}
                  <Tool
                    disabled={disabled}
                    label={t("inputs.turn-edit-label", label)}
                    onPress={() => onEditing({ index, before: contentText(content) })}
                  >
                    {t("inputs.turn-edit")}
                  </Tool>
                  <Tool
                    disabled={disabled}
                    label={t("inputs.turn-remove-label", label)}
                    onPress={() => onRemove(index)}
                  >
                    {t("inputs.remove")}
                  </Tool>
                </span>
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface ToolProps {
  /** Names the turn as well, for who hears the button apart from it. */
  readonly label?: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** One thing to do with a turn. */
function Tool({ label, disabled = false, onPress, children }: ToolProps) {
  return (
    <button type="button" className={css.tool} disabled={disabled} aria-label={label} onClick={onPress}>
      {children}
    </button>
  );
}
