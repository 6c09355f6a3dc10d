import { TaskError } from "../../../../shared/errors.ts";
import { type ChatMessage, contentText } from "../../../../shared/media.ts";
import type { SpanTokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { type Draft, type PromptOptions, prefixOf, refuseLonger, templateVariables } from "../../chat/run/prompt.ts";
import { toTold } from "../../chat/story.ts";
import type { Reader } from "./family.ts";
import type { Sense } from "./sense.ts";

type DraftSense = Pick<Sense, "type" | "mark" | "lay">;

interface DraftPorts {
  readonly tokenizer: SpanTokenizer;
  readonly senses: readonly DraftSense[];
  readonly reader: Pick<Reader, "frame">;
  readonly positions: number;
}

/** A conversation's text and the signs of its media, which lie in their albums in their order. */
export interface MediaDraft extends Draft {
  readonly signs: readonly string[];
  /** Of the prompt: places that pictures take, and sounds. */
  readonly places: Readonly<Record<Sense["type"], number>>;
}

/**
 * The ids of a conversation as Python's processor makes them: the template's text, each mark in it written out for its
 * picture or sound, and only then cut into tokens.
 * @throws TaskError where the words have a mark of their own, or the model cannot take so much
 */
export function toMediaDraft(
  { tokenizer, senses, reader, positions }: DraftPorts,
  messages: readonly ChatMessage[],
  options: Omit<PromptOptions, "mode">,
  { notice, signal, progress }: Pick<RunContext<never>, "notice" | "signal" | "progress">,
): MediaDraft {
  const prefix = prefixOf(options);
  const laid = senses.map((sense) => ({ ...sense, pages: sense.lay(messages, { signal, progress }) }));
  const isChat = tokenizer.hasChatTemplate;
  const marked = isChat
    ? tokenizer.renderChat(withParts(messages, tokenizer, senses), templateVariables(tokenizer, options, notice))
    : markedTurn(messages, senses, reader);
  const text = laid.reduce((written, { mark, pages }) => {
    const [head = "", ...others] = written.split(mark);
    if (others.length !== pages.length) throw strayMark(mark);
    return head + others.map((words, index) => (pages[index]?.spelling.text ?? "") + words).join("");
  }, marked);
  // Python's processor leaves the special tokens to a template that writes the first of them.
  const isBegun = tokenizer.beginToken !== undefined && text.startsWith(tokenizer.beginToken);
  const isFramed = !isChat && reader.frame !== undefined;
  const { ids } = tokenizer.encode(text, { addSpecialTokens: !isBegun && !isFramed });
  refuseLonger(ids.length + prefix.length, positions);
  const placesOf = (type: Sense["type"]) =>
    laid
      .filter((sense) => sense.type === type)
      .flatMap(({ pages }) => pages)
      .reduce((sum, { spelling }) => sum + spelling.places, 0);
  return {
    messages: isChat ? messages.map(toTold) : null,
    prompt: isChat ? "" : contentText(messages.at(-1)?.content ?? ""),
    ids,
    prefix,
    signs: laid.flatMap(({ pages }) => pages.map(({ sign }) => sign)),
    places: { image: placesOf("image"), audio: placesOf("audio") },
  };
}

/** Templates of these models go through a turn's parts; those that do not know of parts get words with marks in them. */
function withParts(
  messages: readonly ChatMessage[],
  tokenizer: Pick<SpanTokenizer, "chatTemplateNames">,
  senses: readonly DraftSense[],
): readonly ChatMessage[] {
  const takesParts = tokenizer.chatTemplateNames("type");
  return messages.map(({ role, content }) => {
    if (!takesParts) return { role, content: markedText(content, senses) };
    return { role, content: typeof content === "string" ? [{ type: "text", text: content }] : content };
  });
}

function markedText(content: ChatMessage["content"], senses: readonly DraftSense[]): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : markFor(part.type, senses))).join("");
}

function markFor(type: Sense["type"], senses: readonly DraftSense[]): string {
  return senses.find((sense) => sense.type === type)?.mark ?? "";
}

/** Without a template there is one turn, and its media come before its words. */
function markedTurn(messages: readonly ChatMessage[], senses: readonly DraftSense[], { frame }: Pick<Reader, "frame">) {
  const [turn, ...others] = messages;
  if (turn?.role === "user" && others.length === 0) {
    const { content } = turn;
    if (!frame) return markedText(content, senses);
    const media = typeof content === "string" ? [] : content.filter(({ type }) => type !== "text");
    return frame(markedText(media, senses), contentText(content));
  }
  throw new TaskError("input-invalid", "This checkpoint has no chat template: it continues a prompt.", undefined, {
    reason: "template-missing",
  });
}

function strayMark(mark: string): TaskError {
  return new TaskError(
    "input-invalid",
    `The words contain ${mark}, which stands for a picture or a sound.`,
    undefined,
    {
      reason: "picture-mark",
      values: { mark },
    },
  );
}
