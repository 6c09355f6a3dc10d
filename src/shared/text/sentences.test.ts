import { describe, expect, it } from "vitest";
import { halvesOf, joined, packed, sentencesOf } from "./sentences.ts";

const textsOf = (text: string) => sentencesOf(text).map((one) => one.text);

describe("sentences", () => {
  it("end where sentences end, not after a title, an initial or before what goes on in lower case", () => {
    expect(textsOf('Dr. J. Smith paid $3.5. "Really?" she said. Yes, e.g. Mr. Jones.')).toEqual([
      "Dr. J. Smith paid $3.5.",
      '"Really?" she said.',
      "Yes, e.g. Mr. Jones.",
    ]);
  });

  it("end at a line break, and keep the white space behind them", () => {
    expect(sentencesOf("A title\n\nIt rains. It pours.\nthe end ")).toEqual([
      { text: "A title", gap: "\n\n" },
      { text: "It rains.", gap: " " },
      { text: "It pours.", gap: "\n" },
      { text: "the end", gap: " " },
    ]);
  });

  it("are found in Chinese, where nothing stands between them", () => {
    expect(textsOf("今天天气很好，我们去散步。你呢？我也去！")).toEqual([
      "今天天气很好，我们去散步。",
      "你呢？",
      "我也去！",
    ]);
  });

  it("lose nothing but the white space around the whole", () => {
    const text = "One. Two?\n\n  Three, Mr. X. 四。五！six";
    expect(
      sentencesOf(text)
        .map(({ text: bare, gap }) => bare + gap)
        .join("")
        .replaceAll(/\s/g, ""),
    ).toBe(text.replaceAll(/\s/g, ""));
    expect(sentencesOf(" \n ")).toEqual([]);
  });
});

describe("packing", () => {
  const letters = (text: string) => text.length;

  it("fills each stretch as far as it holds, in order", async () => {
    const stretches = ["aaa", "bb", "cccc", "d"].map((text) => ({ text, gap: " " }));
    expect(await packed(stretches, 5, letters)).toEqual([
      { text: "aaa bb", gap: " " },
      { text: "cccc d", gap: " " },
    ]);
  });

  it("cuts what is longer, at white space where there is some", async () => {
    const cut = async (text: string) => (await packed([{ text, gap: "" }], 5, letters)).map((piece) => piece.text);
    expect(await cut("ab cd ef gh")).toEqual(["ab cd", "ef gh"]);
    expect(await cut("abcdefgh")).toEqual(["abcd", "efgh"]);
  });

  it("never cuts a character in two", () => {
    const [first, second] = halvesOf({ text: "a😀😀", gap: "" });
    expect(first.text + second.text).toBe("a😀😀");
    expect(first.text.isWellFormed()).toBe(true);
  });
});

describe("joining", () => {
  it("keeps line breaks, and puts a space only where the script has spaces", () => {
    expect(
      joined([
        { text: "Hello.", gap: " " },
        { text: "World.", gap: "\n\n" },
        { text: "End", gap: "" },
      ]),
    ).toBe("Hello. World.\n\nEnd");
    expect(
      joined([
        { text: "你好。", gap: " " },
        { text: "再见。", gap: "" },
      ]),
    ).toBe("你好。再见。");
    expect(
      joined([
        { text: "它说", gap: "" },
        { text: "yes", gap: "" },
      ]),
    ).toBe("它说 yes");
  });
});
