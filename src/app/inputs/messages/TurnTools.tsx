import { type ReactNode, useEffect, useState } from "react";
import { copyText } from "../../../ui/copy.ts";
import { useWords } from "../../i18n/words.tsx";
import { ResetIcon } from "../../shell/icons.tsx";
import { switched, waysAt } from "./branches.ts";
import type { MessagesDraft } from "./chat.ts";
import { BranchIcon, CheckIcon, CopyIcon, EarlierIcon, EditIcon, LaterIcon, RemoveIcon } from "./icons.tsx";
import css from "./TurnTools.module.css";

interface TurnToolsProps {
  /** Of the turn, from 1. */
  readonly number: number;
  readonly disabled: boolean;
  readonly ways: ReactNode;
  /** What is copied. */
  readonly text: string | undefined;
  readonly onEdit: () => void;
  readonly onAgain: (() => void) | undefined;
  readonly onBranch: (() => void) | undefined;
  readonly onRemove: () => void;
}

/** What can be done with a turn. */
export function TurnTools({ number, disabled, ways, text, onEdit, onAgain, onBranch, onRemove }: TurnToolsProps) {
  const { t } = useWords();
  return (
    <div className={css.tools}>
      {ways}
      {text !== undefined && text !== "" && <CopyTool label={t("inputs.turn-copy-label", { number })} text={text} />}
      <Tool disabled={disabled} label={t("inputs.turn-edit-label", { number })} onPress={onEdit}>
        <EditIcon />
      </Tool>
      {onAgain && (
        <Tool disabled={disabled} label={t("inputs.turn-again-label", { number })} onPress={onAgain}>
          <ResetIcon />
        </Tool>
      )}
      {onBranch && (
        <Tool disabled={disabled} label={t("inputs.turn-branch-label", { number })} onPress={onBranch}>
          <BranchIcon />
        </Tool>
      )}
      <Tool disabled={disabled} label={t("inputs.turn-remove-label", { number })} onPress={onRemove}>
        <RemoveIcon />
      </Tool>
    </div>
  );
}

interface WaysProps {
  readonly draft: MessagesDraft;
  readonly place: number;
  readonly disabled: boolean;
  readonly onReplace: (next: MessagesDraft) => void;
}

/** Where the conversation went other ways at a place: which of them this is, and the step to the next. */
export function Ways({ draft, place, disabled, onReplace }: WaysProps) {
  const { t } = useWords();
  const { count, at } = waysAt(draft, place);
  // Where it ends here, there is one more way: that of nothing yet.
  if (count < (at < 0 ? 1 : 2)) return null;
  const step = (to: number) => () => onReplace(switched(draft, place, to));
  return (
    <span className={css.ways}>
      <Tool
        disabled={disabled || at === 0}
        label={t("inputs.way-earlier", { number: place + 1 })}
        onPress={step(at < 0 ? count - 1 : at - 1)}
      >
        <EarlierIcon />
      </Tool>
      <span className={css.count}>{at < 0 ? t("inputs.ways-on", { count }) : `${at + 1} / ${count}`}</span>
      {at >= 0 && (
        <Tool
          disabled={disabled || at === count - 1}
          label={t("inputs.way-later", { number: place + 1 })}
          onPress={step(at + 1)}
        >
          <LaterIcon />
        </Tool>
      )}
    </span>
  );
}

interface ToolProps {
  /** Names the turn as well, for who hears the button apart from it. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** One thing to do with a turn. */
function Tool({ label, disabled = false, onPress, children }: ToolProps) {
  return (
    <button type="button" className={css.tool} disabled={disabled} aria-label={label} title={label} onClick={onPress}>
      {children}
    </button>
  );
}

function CopyTool({ label, text }: { readonly label: string; readonly text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Tool label={label} onPress={() => void copyText(text).then(setIsCopied)}>
      {isCopied ? <CheckIcon /> : <CopyIcon />}
    </Tool>
  );
}
