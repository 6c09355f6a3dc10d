import { expect, test } from "vitest";
import { imageField, imagesField, listField, messagesField, soundField, textField } from "../../tasks/fields.ts";
import { isInputOf } from "../../tasks/input.ts";
import { emptyDraft, inputValueOf, linesOf } from "./draft.ts";

test("lines that hold nothing are no items", () => {
  expect(linesOf("one\r\n\n  \ntwo ")).toEqual(["one", "two "]);
  expect(linesOf("")).toEqual([]);
});

test("a written turn is appended as the user's, and an empty one is not", () => {
  const turns = [{ role: "assistant", content: "Hi" }] as const;
  expect(inputValueOf({ kind: "messages", value: { turns, text: "And?" } })).toEqual([
    { role: "assistant", content: "Hi" },
    { role: "user", content: "And?" },
  ]);
  expect(inputValueOf({ kind: "messages", value: { turns, text: " " } })).toEqual(turns);
});

test("instructions that were never written are not sent", () => {
  const turns = [{ role: "system", content: " " }] as const;
  expect(inputValueOf({ kind: "messages", value: { turns, text: "Hi" } })).toEqual([{ role: "user", content: "Hi" }]);
});

test("what drafts give is what tasks take", () => {
  const pixels = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
  const sound = { samples: new Float32Array(1), samplingRate: 16_000 };
  const fields = {
    text: textField(),
    list: listField(),
    image: imageField(),
    images: imagesField(),
    audio: soundField(),
    messages: messagesField(),
  };
  const file = new Blob();
  const input = {
    text: inputValueOf({ kind: "text", value: "a" }),
    list: inputValueOf({ kind: "list", value: "a\nb" }),
    image: inputValueOf({ kind: "image", value: { pixels, name: "a.png", file } }),
    images: inputValueOf({ kind: "images", value: [{ pixels, name: "a.png", file }] }),
    audio: inputValueOf({ kind: "audio", value: { sound, name: "a.wav", file } }),
    messages: inputValueOf({ kind: "messages", value: { turns: [], text: "a" } }),
  };
  expect(isInputOf(fields, {}, input)).toBe(true);
  expect(inputValueOf(emptyDraft(fields.image))).toBeUndefined();
});
