import { expect, test } from "vitest";
import { isOfTurn } from "./attachment.ts";
import {
  fromAlternating,
  type MessagesDraft,
  messagesOf,
  sent,
  unsent,
  withoutTurn,
  withSystemTurn,
  withTurn,
} from "./chat.ts";

const draft: MessagesDraft = {
  text: "next",
  turns: [
    { role: "user", content: "a" },
    { role: "assistant", content: "b" },
  ],
};

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

test("a turn is sent, and is in its editor again with all that it had when nobody answered", () => {
  const image = { type: "image", image: { data: new Uint8ClampedArray(4), width: 1, height: 1 } } as const;
  const written: MessagesDraft = { ...draft, attached: [{ part: image, name: "a.png" }] };
  const gone = sent(written);
  expect(gone).toEqual({
    turns: [...draft.turns, { role: "user", content: [image, { type: "text", text: "next" }] }],
    text: "",
  });
  expect(unsent(gone)).toEqual({ ...written, attached: [{ part: image, name: "" }] });
  // What was written meanwhile stands behind it.
  expect(unsent({ ...gone, text: "and this" }).text).toBe("next\n\nand this");
  expect(unsent(draft)).toBe(draft);
});

test("there is one system turn, and it comes first", () => {
  const first = withSystemTurn(draft, "Be brief.");
  expect(withSystemTurn(first, "Be kind.").turns).toEqual([{ role: "system", content: "Be kind." }, ...draft.turns]);
});

test("what is attached is sent before the words of its turn, also without any", () => {
  const image = { type: "image", image: { data: new Uint8ClampedArray(4), width: 1, height: 1 } } as const;
  const attached = [{ part: image, name: "a.png" }];
  expect(messagesOf({ turns: [], text: "What?", attached })).toEqual([
    { role: "user", content: [image, { type: "text", text: "What?" }] },
  ]);
  const [alone] = messagesOf({ turns: [], text: "", attached });
  expect(alone?.content).toEqual([image]);
  expect(alone && [isOfTurn(attached, alone.content), isOfTurn([], alone.content)]).toEqual([true, false]);
});
