import { expect, test } from "vitest";
import type { Tokenizer } from "../../../ports.ts";
import { toDraft } from "./prompt.ts";

/** A letter a token, and no template. */
const tokenizer: Tokenizer = {
  encode: (text) => ({ ids: Array.from(text, (letter) => letter.codePointAt(0) ?? 0), typeIds: [], dropped: 0 }),
  decode: (ids) => String.fromCodePoint(...ids),
  chat: () => [],
  hasChatTemplate: false,
  chatTemplateNames: () => false,
  idOf: () => undefined,
  padId: 0,
  specialIds: new Set(),
  maxLength: Infinity,
};
const options = { mode: "chat", enable_thinking: true, prefix_ids: [] } as const;

function draftOf(turns: readonly string[], positions = 100, promptPrefix = "") {
  const said: string[] = [];
  const messages = turns.map((content) => ({ role: "user", content }) as const);
  const notice = (code: string) => void said.push(code);
  return { draft: toDraft({ tokenizer, positions, promptPrefix }, { messages, text: "" }, options, { notice }), said };
}

test("without a chat template the one turn is continued as a prompt, and that is said", () => {
  const { draft, said } = draftOf(["ab"]);
  expect(draft).toEqual({ messages: null, prompt: "ab", ids: [97, 98], prefix: [] });
  expect(said).toEqual(["template-missing"]);
});

test("what Python's pipeline puts in front of a prompt is read with it, and not shown", () => {
  const { draft } = draftOf(["ab"], 100, "c");
  expect(draft).toEqual({ messages: null, prompt: "ab", ids: [99, 97, 98], prefix: [] });
});

test("without a chat template a conversation of several turns is refused for that reason", () => {
  expect(() => draftOf(["a", "b"])).toThrow(
    expect.objectContaining({ code: "input-invalid", narrow: { reason: "template-missing" } }),
  );
});

test("an input beyond what the model reads is refused with both lengths", () => {
  const values = { given: "3", limit: "3" };
  expect(() => draftOf(["abc"], 3)).toThrow(
    expect.objectContaining({ code: "input-too-large", narrow: { reason: "tokens-beyond", values } }),
  );
});
