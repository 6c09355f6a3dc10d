import { describe, expect, test } from "vitest";
import type { MediaPart, Pixels } from "../../../shared/media.ts";
import { findMessages, findWords, findWritten } from "./written.ts";
import { fillersOf, gapsIn, toJsonText, toMessages } from "./written-media.ts";

const picture = (width: number): Pixels => ({ data: new Uint8ClampedArray(width * 4), width, height: 1 });
const image = (width: number): MediaPart => ({ type: "image", image: picture(width) });
const sound: MediaPart = { type: "audio", audio: { samples: new Float32Array(4), samplingRate: 16_000 } };
const asked = [
  { role: "user", content: [{ type: "image" }, { type: "text", text: "And?" }, { type: "image" }] },
] as const;

describe("a conversation as JSON", () => {
  test("of words alone is there at once, bare or as a field", () => {
    const messages = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: [{ type: "text", text: "Hello" }] },
    ];
    expect(findMessages(JSON.stringify(messages))).toEqual(messages);
    expect(findMessages(JSON.stringify({ messages }))).toEqual(messages);
    expect(findMessages("[]")).toEqual([]);
  });

  test("with pictures is more than words", () => {
    const written = findWritten(JSON.stringify(asked));
    expect(written && [findWords(written), gapsIn(written)]).toEqual([undefined, ["image", "image"]]);
  });

  test("that is none is none", () => {
    for (const json of ["", "[", "null", '"Hi"', '[{"role":"robot","content":"x"}]', '[{"role":"user"}]']) {
      expect(findWritten(json)).toBeUndefined();
    }
  });

  test("gets the pictures that it does not hold, in their order", async () => {
    const written = findWritten(JSON.stringify(asked)) ?? [];
    expect(await toMessages(written, [image(1), image(2)])).toEqual([
      {
        role: "user",
        content: [
          { type: "image", image: picture(1) },
          { type: "text", text: "And?" },
          { type: "image", image: picture(2) },
        ],
      },
    ]);
    await expect(toMessages(written, [image(1)])).rejects.toMatchObject({ code: "picture-missing" });
  });

  test("takes of what is attached what it has room for, each kind in its order, and leaves the rest", () => {
    const given = [image(1), sound, image(2), image(3)].map((part) => ({ part }));
    const [first, second, third, fourth] = given;
    expect(fillersOf(["audio", "image", "image"], given)).toEqual({ fillers: [second, first, third], left: [fourth] });
    expect(fillersOf(["audio", "audio"], given)).toBeUndefined();
  });

  test("with a sound names it as Python does", () => {
    const written = findWritten(
      '[{"role":"user","content":[{"type":"audio"},{"type":"text","text":"What is said?"}]}]',
    );
    expect(written && gapsIn(written)).toEqual(["audio"]);
  });

  test.each([
    ["url", "https://example.org/cat.jpg", "picture-elsewhere"],
    ["path", "cat.jpg", "picture-elsewhere"],
    ["base64", "###", "image-unreadable"],
  ])("fetches nothing and names what cannot be read: %s %s", async (key, source, code) => {
    const written = findWritten(JSON.stringify([{ role: "user", content: [{ type: "image", [key]: source }] }])) ?? [];
    await expect(toMessages(written, [])).rejects.toMatchObject({ code });
  });

  test("is written without its pixels", () => {
    const content = [
      { type: "image", image: picture(9) },
      { type: "text", text: "And?" },
    ] as const;
    expect(JSON.parse(toJsonText([{ role: "user", content: [...content] }]))).toEqual([
      { role: "user", content: [{ type: "image" }, { type: "text", text: "And?" }] },
    ]);
  });
});
