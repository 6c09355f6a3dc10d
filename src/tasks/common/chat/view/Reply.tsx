import { Markdown } from "../../../../ui/Markdown.tsx";
import { Thought } from "../../../../ui/Thought.tsx";
import type { Translate } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import css from "./chat.module.css";
import { toReply } from "./thought.ts";

interface ReplyProps {
  readonly text: string;
  /** As the model wrote it, without Markdown and folds. */
  readonly plain: boolean;
  readonly final: boolean;
  readonly t: Translate<SharedKey>;
}

/** What the model answered, drawn as it means it. */
export function Reply({ text, plain, final, t }: ReplyProps) {
  if (plain) return <div className={css.plain}>{text}</div>;
  const { thought, answer, isThinking } = toReply(text);
  return (
    <>
      {(thought !== "" || (isThinking && !final)) && <Thought text={thought} growing={isThinking && !final} t={t} />}
      {answer !== "" && <Markdown text={answer} t={t} />}
    </>
  );
}
