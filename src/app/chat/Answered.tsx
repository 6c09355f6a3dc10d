import { contentText } from "../../shared/media.ts";
import { toReply } from "../../tasks/common/chat/view/thought.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { findReply } from "../store/conversation.ts";

/** Reads the answer out once it is whole, to who does not see it grow. */
export function Answered() {
  const { t } = useWords();
  const json = useApp(({ run }) => (run.status === "done" ? run.json.text : undefined));
  const reply = findReply(json);
  const text = reply && toReply(contentText(reply.content)).answer;
  return (
    <div aria-live="polite" className="visually-hidden">
      {text && t("chat.answer", { text })}
    </div>
  );
}
