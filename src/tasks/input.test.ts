import { describe, expect, it } from "vitest";
import { soundField } from "./fields/audio.ts";
import { imageField } from "./fields/image.ts";
import { imagesField } from "./fields/images.ts";
import { listField } from "./fields/list.ts";
import { messagesField } from "./fields/messages.ts";
import { textField } from "./fields/text.ts";
import { findProblem, isActive, isInputOf } from "./input.ts";

const pixels = { data: new Uint8ClampedArray(8), width: 2, height: 1 };
const sound = (seconds: number) => ({ samples: new Float32Array(seconds * 10), samplingRate: 10 });
const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

describe("isActive", () => {
  const field = textField({ when: { option: "mode", equals: "prompt" } });

  it("follows the option that a field names, and holds where it names none", () => {
    expect([isActive(field, { mode: "prompt" }), isActive(field, { mode: "chat" }), isActive(field, {})]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isActive(textField(), {})).toBe(true);
  });
});

describe("isInputOf", () => {
  const fields = {
    text: textField(),
    lines: listField(),
    image: imageField(),
    images: imagesField(),
    sound: soundField(),
    chat: messagesField(),
  };
  const input = { text: "a", lines: ["b"], image: pixels, images: [pixels], sound: sound(1), chat: [user("c")] };

  it("takes every field in its kind, and fields that it does not know", () => {
    expect(isInputOf(fields, {}, input)).toBe(true);
    expect(isInputOf(fields, {}, { ...input, more: 1 })).toBe(true);
    expect(isInputOf({}, {}, {})).toBe(true);
  });

  it.each([
    ["a text", { text: 1 }],
    ["a text that is missing", { text: undefined }],
    ["lines", { lines: "b" }],
    ["a line", { lines: ["b", 2] }],
    ["pixels of the wrong number", { image: { ...pixels, width: 3 } }],
    ["pixels without an extent", { image: { data: new Uint8ClampedArray(0), width: 0, height: 0 } }],
    ["pictures that are one alone", { images: pixels }],
    ["a picture", { image: undefined }],
    ["pixels in a plain list", { image: { ...pixels, data: [0, 0, 0, 0, 0, 0, 0, 0] } }],
    ["samples of another type", { sound: { samples: new Float64Array(4), samplingRate: 10 } }],
    ["a sampling rate of nothing", { sound: { ...sound(1), samplingRate: 0 } }],
    ["a role", { chat: [{ role: "wizard", content: "c" }] }],
  ])("does not take it without %s", (_, wrong) => {
    expect(isInputOf(fields, {}, { ...input, ...wrong })).toBe(false);
  });

  it.each([null, undefined, "text", 3])("does not take %j", (value) => {
    expect(isInputOf(fields, {}, value)).toBe(false);
  });

  it("lets an optional field be missing, and nothing else in its place", () => {
    const fields = { image: imageField({ optional: true }), sound: soundField({ optional: true }), text: textField() };
    expect(isInputOf(fields, {}, { text: "a" })).toBe(true);
    expect(isInputOf(fields, {}, { text: "a", image: undefined, sound: sound(1) })).toBe(true);
    expect(isInputOf(fields, {}, { text: "a", image: "cat.png" })).toBe(false);
    expect(isInputOf(fields, {}, { image: pixels })).toBe(false);
  });

  it("lets a field be missing only while it does not count", () => {
    const either = {
      chat: messagesField({ when: { option: "mode", equals: "chat" } }),
      text: textField({ when: { option: "mode", equals: "prompt" } }),
    };
    expect(isInputOf(either, { mode: "prompt" }, { text: "a" })).toBe(true);
    expect(isInputOf(either, { mode: "chat" }, { text: "a" })).toBe(false);
    expect(isInputOf(either, { mode: "prompt" }, { text: "a", chat: "not a chat" })).toBe(false);
  });
});

describe("findProblem", () => {
  it.each([
    ["a text", textField(), "a", undefined],
    ["no text", textField(), undefined, "input-empty"],
    ["white space", textField(), " \n\t", "input-empty"],
    ["something that is no text", textField(), 3, "input-empty"],
    ["no text where it may be left out", textField({ optional: true }), "", undefined],
    ["a text of just the length", textField({ maxLength: 3 }), "abc", undefined],
    ["a longer text", textField({ maxLength: 3 }), "abcd", "input-too-large"],
    ["a longer text where it may be left out", textField({ maxLength: 3, optional: true }), "abcd", "input-too-large"],
    ["lines", listField(), ["a", "b"], undefined],
    ["no lines", listField(), [], "input-empty"],
    ["empty lines", listField(), ["", "  "], "input-empty"],
    ["just as many lines, empty ones not counted", listField({ maxItems: 2 }), ["a", "", "b"], undefined],
    ["more lines", listField({ maxItems: 2 }), ["a", "b", "c"], "input-too-large"],
    ["longer lines, with what parts them", listField({ maxLength: 4 }), ["ab", "cd"], "input-too-large"],
    ["a picture", imageField(), pixels, undefined],
    ["no picture", imageField(), undefined, "input-empty"],
    ["no picture where it may be left out", imageField({ optional: true }), undefined, undefined],
    ["as many pictures", imagesField({ maxItems: 2 }), [pixels, pixels], undefined],
    ["more pictures", imagesField({ maxItems: 2 }), [pixels, pixels, pixels], "input-too-large"],
    ["no pictures", imagesField(), [], "input-empty"],
    ["no pictures where they may be left out", imagesField({ optional: true }), [], undefined],
    ["a sound of just the length", soundField({ maxSeconds: 2 }), sound(2), undefined],
    ["one with its encoder's filling", soundField({ maxSeconds: 2 }), sound(2.9), undefined],
    ["a longer sound", soundField({ maxSeconds: 2 }), sound(3), "input-too-large"],
    ["an empty sound", soundField(), sound(0), "input-empty"],
    ["no sound", soundField(), undefined, "input-empty"],
    ["no sound where it may be left out", soundField({ optional: true }), undefined, undefined],
    ["a turn of the user", messagesField(), [assistant("hello"), user("a")], undefined],
    ["a turn of white space", messagesField(), [user(" ")], "input-empty"],
    ["no turns", messagesField(), [], "input-empty"],
    ["a turn of the assistant", messagesField(), [user("a"), assistant("b")], "input-empty"],
    ["a longer turn", messagesField({ maxLength: 3 }), [user("abcd")], "input-too-large"],
    [
      "a longer turn that was before",
      messagesField({ maxLength: 3 }),
      [user("abcd"), assistant(""), user("a")],
      undefined,
    ],
  ])("with %s", (_, field, value, code) => {
    expect(findProblem({ field }, {}, { field: value })?.code).toBe(code);
  });

  it("names the first field to mend, in the order of the fields, and passes over those that do not count", () => {
    const fields = {
      chat: messagesField({ when: { option: "mode", equals: "chat" } }),
      source: textField(),
      lines: listField(),
    };
    expect(findProblem(fields, { mode: "chat" }, {})).toEqual({ field: "chat", code: "input-empty" });
    expect(findProblem(fields, { mode: "prompt" }, {})).toEqual({ field: "source", code: "input-empty" });
    expect(findProblem(fields, { mode: "prompt" }, { source: "a" })).toEqual({ field: "lines", code: "input-empty" });
    expect(findProblem(fields, { mode: "prompt" }, { source: "a", lines: ["b"] })).toBeUndefined();
  });
});
