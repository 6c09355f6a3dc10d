import { TaskError } from "../../../../shared/errors.ts";
import { type ChatMessage, type ContentPart, contentText, picturesIn } from "../../../../shared/media.ts";
import type { SpanTokenizer } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { type Draft, type PromptOptions, prefixOf, refuseLonger, templateVariables } from "../../chat/run/prompt.ts";
import { toTold } from "../../chat/story.ts";
import type { Album } from "./album.ts";
import type { PictureFamily } from "./family.ts";

interface DraftPorts {
  readonly tokenizer: SpanTokenizer;
  readonly family: Pick<PictureFamily, "mark" | "frame">;
  readonly album: Pick<Album, "lay">;
  readonly positions: number;
}

/** A conversation's text and the signs of its pictures, which lie in the album in their order. */
export interface PictureDraft extends Draft {
  readonly signs: readonly string[];
  /** Of the prompt: places that pictures take. */
  readonly places: number;
}

/**
 * The ids of a conversation as Python's processor makes them: the template's text, each mark in it written out for its
 * picture, and only then cut into tokens.
 * @throws TaskError where the words have a mark of their own, or the model cannot take so much
 */
export function toPictureDraft(
  { tokenizer, family, album, positions }: DraftPorts,
  messages: readonly ChatMessage[],
  options: Omit<PromptOptions, "mode">,
  { notice, signal, progress }: Pick<RunContext<never>, "notice" | "signal" | "progress">,
): PictureDraft {
  const prefix = prefixOf(options);
  const pages = album.lay(picturesIn(messages), { signal, progress });
  const isChat = tokenizer.hasChatTemplate;
  const marked = isChat
    ? tokenizer.renderChat(withParts(messages, tokenizer, family.mark), templateVariables(tokenizer, options, notice))
    : markedTurn(messages, family);
  const [head = "", ...others] = marked.split(family.mark);
  if (others.length !== pages.length) throw strayMark(family.mark);
  const text = head + others.map((words, index) => (pages[index]?.spelling.text ?? "") + words).join("");
  // Python's processor leaves the special tokens to a template that writes the first of them.
  const isBegun = tokenizer.beginToken !== undefined && text.startsWith(tokenizer.beginToken);
  const isFramed = !isChat && family.frame !== undefined;
  const { ids } = tokenizer.encode(text, { addSpecialTokens: !isBegun && !isFramed });
  refuseLonger(ids.length + prefix.length, positions);
  return {
    messages: isChat ? messages.map(toTold) : null,
    prompt: isChat ? "" : contentText(messages.at(-1)?.content ?? ""),
    ids,
    prefix,
    signs: pages.map(({ sign }) => sign),
    places: pages.reduce((sum, { spelling }) => sum + spelling.places, 0),
  };
}

/** Templates of these models go through a turn's parts; those that do not know of parts get words with marks in them. */
function withParts(
  messages: readonly ChatMessage[],
  tokenizer: Pick<SpanTokenizer, "chatTemplateNames">,
  mark: string,
): readonly ChatMessage[] {
  const takesParts = tokenizer.chatTemplateNames("type");
  return messages.map(({ role, content }) => {
    if (!takesParts) return { role, content: markedText(content, mark) };
    return { role, content: typeof content === "string" ? [{ type: "text", text: content }] : content };
  });
}

function markedText(content: ChatMessage["content"], mark: string): string {
  if (typeof content === "string") return content;
  const written = (part: ContentPart) => (part.type === "image" ? mark : part.type === "text" ? part.text : "");
  return content.map(written).join("");
}

/** Without a template there is one turn, and its pictures come before its words. */
function markedTurn(messages: readonly ChatMessage[], { mark, frame }: DraftPorts["family"]): string {
  const [turn, ...others] = messages;
  if (turn?.role === "user" && others.length === 0) {
    return frame
      ? frame(mark.repeat(picturesIn([turn]).length), contentText(turn.content))
      : markedText(turn.content, mark);
  }
  throw new TaskError("input-invalid", "This checkpoint has no chat template: it continues a prompt.", undefined, {
    reason: "template-missing",
  });
}

function strayMark(mark: string): TaskError {
  return new TaskError("input-invalid", `The words contain ${mark}, which stands for a picture.`, undefined, {
    reason: "picture-mark",
    values: { mark },
  });
}
