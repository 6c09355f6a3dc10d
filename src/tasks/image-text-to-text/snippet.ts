import { chatSettings, hasBeams, silentInChats } from "../common/chat/snippet.ts";
import { pictureChatClasses, pictureChatLines } from "../common/picture-chat/snippet.ts";
import type { Snippet, SnippetRun } from "../snippet.ts";

const seedOf = ({ options }: SnippetRun) =>
  options.do_sample === true && typeof options.seed === "number" ? options.seed : undefined;

/** transformers.js opens these models by their classes alone. */
export const snippet: Snippet = {
  javascript: {
    opensItself: true,
    silent: [...silentInChats, ...chatSettings, "early_stopping", "stop"],
    imports: () => pictureChatClasses,
    body: ({ options }) =>
      pictureChatLines(
        [
          'const parts = messages.flatMap(({ content }) => content).filter(({ type }) => type === "image");',
          "const images = await Promise.all(parts.map(({ url }) => load_image(url)));",
        ],
        `max_new_tokens: ${Number(options.max_new_tokens)}, do_sample: ${options.do_sample === true}`,
      ),
    notes: (run) => (hasBeams(run) ? ["no-beams", "resize"] : ["resize"]),
  },
  python: {
    inTorch: true,
    parts: [],
    silent: [...silentInChats, "early_stopping", "stop"],
    always: ["max_new_tokens", "do_sample"],
    named: true,
    inputs: { messages: "text" },
    inside: Object.fromEntries(chatSettings.map((name) => [name, "generate_kwargs"])),
    imports: (run) => (seedOf(run) === undefined ? [] : ["set_seed"]),
    before: (run) => (seedOf(run) === undefined ? [] : [`set_seed(${seedOf(run)})`]),
    after: () => ['print(output[0]["generated_text"][-1]["content"])'],
  },
};
