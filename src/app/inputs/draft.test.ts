import { expect, test } from "vitest";
import { soundField } from "../../tasks/fields/audio.ts";
import { imageField } from "../../tasks/fields/image.ts";
import { imagesField } from "../../tasks/fields/images.ts";
import { listField } from "../../tasks/fields/list.ts";
import { messagesField } from "../../tasks/fields/messages.ts";
import { textField } from "../../tasks/fields/text.ts";
import { isInputOf } from "../../tasks/input.ts";
import {
  addressTextOf,
  type Draft,
  draftFromAddress,
  emptyDraft,
  findSavedDraft,
  inputValueOf,
  savedDraftOf,
  textsOf,
} from "./draft.ts";

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

const conversation: Draft = { kind: "messages", value: { turns: [{ role: "user", content: "a" }], text: "b" } };

test.each<Draft>([{ kind: "text", value: "a\nb" }, { kind: "list", value: "a\nb" }, conversation])(
  "a draft of $kind outlives a reload and travels in an address",
  (draft) => {
    expect(findSavedDraft(JSON.parse(JSON.stringify(savedDraftOf(draft))))).toEqual(draft);
    const text = addressTextOf(draft);
    expect(text === undefined ? undefined : inputValueOf(draftFromAddress(draft.kind, text) ?? draft)).toEqual(
      inputValueOf(draft),
    );
  },
);

test("pictures and sounds are neither saved nor written into an address", () => {
  const image: Draft = { kind: "image", value: undefined };
  expect([savedDraftOf(image), addressTextOf(image), draftFromAddress("image", "cat.jpg")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("what storage holds of another version or kind is no draft", () => {
  for (const saved of [
    null,
    "text",
    { kind: "film", value: "" },
    { kind: "messages", value: { turns: [1], text: "" } },
  ]) {
    expect(findSavedDraft(saved)).toBeUndefined();
  }
});

test("a conversation's pictures reach the task and leave only words to an address", () => {
  const picture = { type: "image", image: { data: new Uint8ClampedArray(4), width: 1, height: 1 } } as const;
  const turns = [{ role: "user", content: [picture, { type: "text", text: "What is it?" }] }] as const;
  const draft: Draft = {
    kind: "messages",
    value: { turns: turns.map((turn) => ({ ...turn, content: [...turn.content] })), text: "" },
  };
  expect(inputValueOf(draft)).toEqual(turns);
  expect(isInputOf({ messages: messagesField() }, {}, { messages: inputValueOf(draft) })).toBe(true);
  expect(textsOf(draft)).toEqual(["What is it?"]);
  expect(addressTextOf(draft)).toBe('[{"role":"user","content":"What is it?"}]');
});
