import { TaskError, tooManyTokens } from "../../../../shared/errors.ts";
import { type ChatMessage, type TextMessage, toTextMessages } from "../../../../shared/media.ts";
import type { Tokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import type { ToldMessage } from "../story.ts";

/** What is to be continued, and the ids that the model reads for it. */
export interface Draft {
  readonly messages: ToldMessage[] | null;
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

export interface PromptOptions {
  readonly mode: "chat" | "prompt";
  readonly enable_thinking: boolean;
  readonly prefix_ids: readonly string[];
}

interface PromptPorts {
  readonly tokenizer: Tokenizer;
  readonly positions: number;
  /** What Python's pipeline puts in front of every prompt, and never shows. */
  readonly promptPrefix?: string;
}

/**
 * A checkpoint without a chat template continues the one turn that it was given as a prompt, which is said.
 * @throws TaskError where a longer chat is wanted of such a checkpoint, or the model cannot take so much
 */
export function toDraft(
  { tokenizer, positions, promptPrefix = "" }: PromptPorts,
  { messages = [], text = "" }: PromptInput,
  options: PromptOptions,
  { notice }: Pick<RunContext<never>, "notice">,
): Draft {
  const prefix = prefixOf(options);
  const turns = toTextMessages(messages);
  const isChat = options.mode === "chat" && tokenizer.hasChatTemplate;
  const prompt = options.mode === "chat" && !isChat ? onlyTurnOf(turns) : text;
  if (prompt !== text) notice("template-missing");
  const ids = isChat
    ? tokenizer.chat(turns, templateVariables(tokenizer, options, notice))
    : tokenizer.encode(promptPrefix + prompt).ids;
  refuseLonger(ids.length + prefix.length, positions);
  return isChat ? { messages: turns, prompt: "", ids, prefix } : { messages: null, prompt, ids, prefix };
}

/** Ids that an answer begins with. @throws TaskError where one is no id */
export function prefixOf(options: Pick<PromptOptions, "prefix_ids">): readonly number[] {
  return options.prefix_ids.map(toId);
}

/** What a template is told; left out where nobody asked for another than its own way. */
export function templateVariables(
  tokenizer: Pick<Tokenizer, "chatTemplateNames">,
  options: Pick<PromptOptions, "enable_thinking">,
  notice: RunContext<never>["notice"],
): Readonly<Record<string, boolean>> {
  if (options.enable_thinking) return {};
  if (tokenizer.chatTemplateNames("enable_thinking")) return { enable_thinking: false };
  notice("option-unknown", { option: "enable_thinking" });
  return {};
}

/** @throws TaskError where the model cannot take so many tokens and write one more */
export function refuseLonger(length: number, positions: number): void {
  if (length < positions) return;
  const message = `The input is ${length} tokens long; the model takes ${positions}.`;
  throw new TaskError("input-too-large", message, undefined, tooManyTokens(length, positions));
}

/** @throws TaskError where there are more turns than one, which only a template could tell apart */
function onlyTurnOf(turns: readonly TextMessage[]): string {
  const [turn, ...others] = turns;
  if (turn?.role === "user" && others.length === 0) return turn.content;
  throw new TaskError("input-invalid", "This checkpoint has no chat template: it continues a prompt.", undefined, {
    reason: "template-missing",
  });
}

function toId(text: string): number {
  const id = Number(text);
  if (Number.isInteger(id) && id >= 0) return id;
  throw new TaskError("input-invalid", `"${text}" is no token id.`);
}
