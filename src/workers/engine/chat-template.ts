import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import type { ChatMessage } from "../../shared/media.ts";
import { createTemplate } from "./jinja.ts";

/** The text of a conversation. */
export type RenderChat = (messages: readonly ChatMessage[], variables: Readonly<Record<string, unknown>>) => string;

export interface ChatTemplate {
  readonly source: string;
  readonly render: RenderChat;
}

const Named = v.array(v.object({ name: v.string(), template: v.string() }));
const ByName = v.record(v.string(), v.string());

/**
 * @param written one template, or several with names: as `tokenizer_config.json` lists them, or as a record
 * @param tokens what the template may put in by name: `bos_token`
 * @returns nothing where the checkpoint has none
 */
export function createChatTemplate(
  written: unknown,
  tokens: Readonly<Record<string, unknown>>,
): ChatTemplate | undefined {
  const found = sourceOf(written);
  if (found === undefined) return undefined;
  const source = found;
  let template: ReturnType<typeof createTemplate> | undefined;

  function render(messages: Parameters<RenderChat>[0], variables: Parameters<RenderChat>[1]): string {
    try {
      template ??= createTemplate(source, refuse);
      return template({
        ...tokens,
        ...variables,
        messages: messages.map(({ role, content }) => ({ role, content: seenBy(content) })),
        tools: null,
        documents: null,
        add_generation_prompt: true,
      });
    } catch (error) {
      if (error instanceof TaskError) throw error;
      throw new TaskError("model-unsupported", "The checkpoint's chat template cannot be followed.", String(error));
    }
  }

  return { source, render };
}

/** Of a picture or a sound a template sees that one is there. */
function seenBy(content: ChatMessage["content"]) {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part : { type: part.type }));
}

/** Of several, the one that Python takes where no tools are given. */
function sourceOf(written: unknown): string | undefined {
  if (typeof written === "string") return written;
  if (v.is(Named, written)) return written.find(({ name }) => name === "default")?.template;
  return v.is(ByName, written) ? written.default : undefined;
}

/** The template's own words for what it does not take, such as instructions or turns that do not alternate. */
function refuse(message: unknown): never {
  const words = String(message);
  throw new TaskError("input-invalid", words, undefined, { reason: "template-refuses", values: { words } });
}
