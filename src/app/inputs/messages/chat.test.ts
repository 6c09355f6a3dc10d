import { expect, test } from "vitest";
import { askedAgain, fromAlternating, isOfTurn, messagesOf, withoutTurn, withSystemTurn, withTurn } from "./chat.ts";

const draft = {
  text: "next",
  turns: [
    { role: "user", content: "a" },
    { role: "assistant", content: "b" },
  ],
} as const;

test("an example's lines alternate, and the last waits to be sent", () => {
  expect(fromAlternating(["a", "b", "c"])).toEqual({ turns: draft.turns, text: "c" });
  expect(fromAlternating([])).toEqual({ turns: [], text: "" });
});

test("a turn is edited or removed without touching the others or the text being written", () => {
  expect(withTurn(draft, 1, "B")).toEqual({
    text: "next",
    turns: [draft.turns[0], { role: "assistant", content: "B" }],
  });
  expect(withoutTurn(draft, 0)).toEqual({ text: "next", turns: [draft.turns[1]] });
});

test("what was asked waits to be sent again, without what came of it", () => {
  const longer = { text: "next", turns: [...draft.turns, { role: "user", content: "c" }] } as const;
  expect(askedAgain(longer, 2)).toEqual({ text: "c", turns: draft.turns });
  expect(askedAgain(longer, 0)).toEqual({ text: "a", turns: [] });
});

test("there is one system turn, and it comes first", () => {
  const first = withSystemTurn(draft, "Be brief.");
  expect(withSystemTurn(first, "Be kind.").turns).toEqual([{ role: "system", content: "Be kind." }, ...draft.turns]);
});

test("attached pictures are sent before the words of their turn, also without any", () => {
  const pixels = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
  const pictures = [{ pixels, name: "a.png", file: new Blob() }];
  const image = { type: "image", image: pixels } as const;
  expect(messagesOf({ turns: [], text: "What?", pictures })).toEqual([
    { role: "user", content: [image, { type: "text", text: "What?" }] },
  ]);
  const [alone] = messagesOf({ turns: [], text: "", pictures });
  expect(alone?.content).toEqual([image]);
  expect(alone && [isOfTurn(pictures, alone.content), isOfTurn([], alone.content)]).toEqual([true, false]);
});
