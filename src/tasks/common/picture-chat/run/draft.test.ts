import { describe, expect, test } from "vitest";
import { type ChatMessage, type Pixels, picturesIn } from "../../../../shared/media.ts";
import type { SpanTokenizer } from "../../../ports.ts";
import type { Page } from "./album.ts";
import { toMediaDraft } from "./draft.ts";

/** A letter a token; what stands for a picture is `#`, spelled `(11)` for the first and so on. */
function setUp({ hasTemplate = true, takesParts = true, positions = 1000, isFramed = false } = {}) {
  const rendered: (readonly ChatMessage[])[] = [];
  const begun: boolean[] = [];
  const tokenizer: SpanTokenizer = {
    encode(text, { addSpecialTokens = true } = {}) {
      begun.push(!addSpecialTokens);
      return { ids: Array.from(text, (letter) => letter.codePointAt(0) ?? 0), typeIds: [], dropped: 0 };
    },
    decode: (ids) => String.fromCodePoint(...ids),
    chat: () => [],
    renderChat(messages) {
      rendered.push(messages);
      const said = messages.map(({ content }) => {
        if (typeof content === "string") return content;
        return content.map((part) => (part.type === "text" ? part.text : "#")).join("");
      });
      return `<s>${said.join("|")}`;
    },
    beginToken: "<s>",
    hasChatTemplate: hasTemplate,
    chatTemplateNames: (name) => takesParts && name === "type",
    idOf: () => undefined,
    padId: 0,
    specialIds: new Set(),
    maxLength: Infinity,
    spans: () => [],
    join: (tokens) => tokens.join(""),
    tokenOf: String,
    pieceOf: String,
    continuation: "",
    unknownId: undefined,
    paddingSide: "right",
    classId: undefined,
    maskToken: undefined,
  };
  const lay = (pictures: readonly Pixels[]): readonly Page[] =>
    pictures.map((_, index) => ({ sign: `${index}`, spelling: { text: `(${index}${index})`, places: 2 } }));
  const frame = (marks: string, words: string) => `${marks}<s>${words}\n`;
  const sense = { type: "image", mark: "#", lay: (turns: readonly ChatMessage[]) => lay(picturesIn(turns)) } as const;
  const ports = { tokenizer, senses: [sense], reader: isFramed ? { frame } : {}, positions };
  const context = { notice() {}, progress() {}, signal: new AbortController().signal };
  const draft = (messages: readonly ChatMessage[]) =>
    toMediaDraft(ports, messages, { enable_thinking: true, prefix_ids: [] }, context);
  return { draft, rendered, begun };
}

const image: Pixels = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
const picture = { type: "image", image } as const;
const said = (text: string) => ({ type: "text", text }) as const;
const textOf = (ids: readonly number[]) => String.fromCodePoint(...ids);

describe("a conversation with pictures", () => {
  test("has each written out where the template put it, in order over all turns", () => {
    const { draft, begun } = setUp();
    const made = draft([
      { role: "user", content: [picture, said("a"), picture] },
      { role: "assistant", content: "b" },
      { role: "user", content: [said("c"), picture] },
    ]);
    expect(textOf(made.ids)).toBe("<s>(00)a(11)|b|c(22)");
    expect([made.signs, made.places]).toEqual([["0", "1", "2"], { image: 6, audio: 0 }]);
    // The template wrote the first special token itself.
    expect(begun).toEqual([true]);
  });

  test("is told with its pictures' sizes alone", () => {
    const made = setUp().draft([{ role: "user", content: [picture, said("a")] }]);
    expect(made.messages).toEqual([{ role: "user", content: [{ type: "image", width: 1, height: 1 }, said("a")] }]);
  });

  test("gives the template parts throughout, or words with marks where it knows of no parts", () => {
    const messages: readonly ChatMessage[] = [
      { role: "system", content: "s" },
      { role: "user", content: [picture, said("a")] },
    ];
    const parts = setUp();
    parts.draft(messages);
    expect(parts.rendered).toEqual([
      [
        { role: "system", content: [said("s")] },
        { role: "user", content: [picture, said("a")] },
      ],
    ]);
    const words = setUp({ takesParts: false });
    expect(textOf(words.draft(messages).ids)).toBe("<s>s|(00)a");
  });

  test("has twenty of one turn written out, and where the model cannot read them all that is said, with both numbers", () => {
    const turn = { role: "user", content: [...Array.from({ length: 20 }, () => picture), said("a")] } as const;
    const made = setUp().draft([{ ...turn, content: [...turn.content] }]);
    expect([made.signs.length, made.places]).toEqual([20, { image: 40, audio: 0 }]);
    expect(textOf(made.ids)).toContain("(1818)(1919)a");
    expect(() => setUp({ positions: 60 }).draft([{ ...turn, content: [...turn.content] }])).toThrow(
      expect.objectContaining({ code: "input-too-large", message: expect.stringMatching(/104 tokens.*60/) }),
    );
  });

  test("is refused where its words hold a mark, or where it is longer than the model reads", () => {
    expect(() => setUp().draft([{ role: "user", content: [picture, said("#")] }])).toThrow(
      expect.objectContaining({ code: "input-invalid", narrow: { reason: "picture-mark", values: { mark: "#" } } }),
    );
    expect(() => setUp({ positions: 8 }).draft([{ role: "user", content: [picture, said("a")] }])).toThrow(
      expect.objectContaining({ code: "input-too-large" }),
    );
  });
});

describe("without a chat template", () => {
  test("the one turn is continued as a prompt", () => {
    const { draft, begun } = setUp({ hasTemplate: false });
    const made = draft([{ role: "user", content: [picture, said("a")] }]);
    expect([textOf(made.ids), made.messages, made.prompt]).toEqual(["(00)a", null, "a"]);
    expect(begun).toEqual([false]);
  });

  test("a family may put pictures and words in a frame of its own, special tokens in place", () => {
    const { draft, begun } = setUp({ hasTemplate: false, isFramed: true });
    expect(textOf(draft([{ role: "user", content: [said("a"), picture] }]).ids)).toBe("(00)<s>a\n");
    expect(begun).toEqual([true]);
  });

  test("several turns are refused", () => {
    const turns = ["a", "b"].map((content) => ({ role: "user", content }) as const);
    expect(() => setUp({ hasTemplate: false }).draft(turns)).toThrow(
      expect.objectContaining({ narrow: { reason: "template-missing" } }),
    );
  });
});
