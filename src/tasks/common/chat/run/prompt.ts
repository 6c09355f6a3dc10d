import { TaskError } from "../../../../shared/errors.ts";
import { type ChatMessage, type TextMessage, toTextMessages } from "../../../../shared/media.ts";
import type { Tokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";

/** What is to be continued, and the ids that the model reads for it. */
export interface Draft {
  readonly messages: TextMessage[] | null;
  readonly prompt: string;
  readonly ids: readonly number[];
  /** Ids that the answer begins with. */
  readonly prefix: readonly number[];
}

/** The one that the mode does not ask for is not sent. */
interface PromptInput {
  readonly messages?: readonly ChatMessage[] | undefined;
  readonly text?: string | undefined;
}

interface PromptOptions {
  readonly mode: "chat" | "prompt";
  readonly enable_thinking: boolean;
  readonly prefix_ids: readonly string[];
}

interface PromptPorts {
  readonly tokenizer: Tokenizer;
  readonly positions: number;
}

/** @throws TaskError where a chat is wanted of a checkpoint without a template, or the model cannot take so much */
export function toDraft(
  { tokenizer, positions }: PromptPorts,
  { messages = [], text = "" }: PromptInput,
  options: PromptOptions,
  { notice }: Pick<RunContext<never>, "notice">,
): Draft {
  const prefix = options.prefix_ids.map(toId);
  const isChat = options.mode === "chat";
  if (isChat && !tokenizer.hasChatTemplate) {
    throw new TaskError("input-invalid", "This checkpoint has no chat template: it continues a prompt.");
  }
  // A conversation that does not count is not there.
  const turns = isChat ? toTextMessages(messages) : [];
  const ids = isChat ? tokenizer.chat(turns, variables()) : tokenizer.encode(text).ids;
  const length = ids.length + prefix.length;
  if (length >= positions) {
    throw new TaskError("input-too-large", `The input is ${length} tokens long; the model takes ${positions}.`);
  }
  return isChat ? { messages: turns, prompt: "", ids, prefix } : { messages: null, prompt: text, ids, prefix };

  /** Left out where nobody asked for another than the template's own way. */
  function variables(): Readonly<Record<string, boolean>> {
    if (options.enable_thinking) return {};
    if (tokenizer.chatTemplateNames("enable_thinking")) return { enable_thinking: false };
    notice("option-unknown", { option: "enable_thinking" });
    return {};
  }
}

function toId(text: string): number {
  const id = Number(text);
  if (Number.isInteger(id) && id >= 0) return id;
  throw new TaskError("input-invalid", `"${text}" is no token id.`);
}
