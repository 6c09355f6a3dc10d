import { expect, test } from "vitest";
import { messagesField, type PartKind } from "../tasks/fields/messages.ts";
import { mediaTokensOf } from "./media-tokens.ts";

const image = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
const picture = { type: "image", image } as const;
const soundOf = (seconds: number) =>
  ({ type: "audio", audio: { samples: new Float32Array(seconds), samplingRate: 1 } }) as const;
const shape = { perToken: 1, matrix: 1, perPicture: 256, perSound: 188 };
const fieldOf = (...parts: readonly PartKind[]) => messagesField({ parts });

test("a conversation without media is taken to get one of each kind that it may have", () => {
  expect(mediaTokensOf({ field: fieldOf("image", "audio") }, shape)).toBe(256 + 188);
  expect(mediaTokensOf({ field: fieldOf("image") }, undefined)).toBe(1_088);
  expect(mediaTokensOf({ field: messagesField() }, shape)).toBe(0);
  expect(mediaTokensOf({}, shape)).toBe(0);
});

test("pictures of all turns and those attached count, and of a sound each half minute", () => {
  const turns = [{ role: "user" as const, content: [picture, soundOf(61), { type: "text" as const, text: "Why?" }] }];
  const attached = [picture, picture].map((part) => ({ part, name: "" }));
  const draft = { kind: "messages" as const, value: { turns, text: "", attached } };
  expect(mediaTokensOf({ field: fieldOf("image", "audio"), draft }, shape)).toBe(3 * 256 + 3 * 188);
});
