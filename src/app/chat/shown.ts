import type { Definition } from "../../tasks/definition.ts";
import type { Conversation } from "../inputs/messages/chat.ts";
import { findAsked, findReply, isSame } from "../store/conversation.ts";
import { isBusy, type Run } from "../store/run.ts";

/** What stands on the screen of a conversation. */
export interface Shown {
  readonly turns: Conversation;
  /** Whether the run's own turn stands behind them: its result, or that it is waited for. */
  readonly hasReply: boolean;
}

/**
 * The conversation as the editors hold it; while one is answered, what was asked. The last turn is the run's own where
 * it is the one that the run wrote, so that its tokens can be looked at.
 */
export function shownOf(definition: Pick<Definition, "id" | "inputs">, run: Run, turns: Conversation): Shown {
  const own: Shown = { turns, hasReply: false };
  if (run.status === "idle" || run.order.taskId !== definition.id) return own;
  const asked = findAsked(definition, run.order);
  if (!asked) return own;
  const answered: Shown = { turns: asked, hasReply: true };
  if (isBusy(run)) return answered;
  if (!run.result) return own;
  // What broke off stands there once more, and what was asked is in its editor.
  if (run.status === "failed") return isSame(turns, asked.slice(0, -1)) ? answered : own;
  const reply = findReply(run.json?.text, asked);
  return reply && isSame(turns, [...asked, reply]) ? answered : own;
}
