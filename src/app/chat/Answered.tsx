import { contentText } from "../../shared/media.ts";
import { toReply } from "../../tasks/common/chat/view/thought.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { findAsked, findReply } from "../store/conversation.ts";
import { definitionIn } from "../store/selectors.ts";

/** Reads the answer out once it is whole, to who does not see it grow. */
export function Answered() {
  const { t } = useWords();
  const run = useApp((state) => state.run);
  const definition = useApp(definitionIn);
  const asked = run.status === "done" ? findAsked(definition, run.order) : undefined;
  const reply = run.status === "done" && asked ? findReply(run.json.text, asked) : undefined;
  const text = reply && toReply(contentText(reply.content)).answer;
  return (
    <div aria-live="polite" className="visually-hidden">
      {text && t("chat.answer", { text })}
    </div>
  );
}
