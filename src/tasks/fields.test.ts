import { describe, expect, it } from "vitest";
import { soundField } from "./fields/audio.ts";
import { imageField } from "./fields/image.ts";
import { imagesField } from "./fields/images.ts";
import { listField } from "./fields/list.ts";
import { messagesField } from "./fields/messages.ts";
import { textField } from "./fields/text.ts";

describe("fields", () => {
  it("have defaults that their settings replace", () => {
    expect(textField({ rows: 1 })).toEqual({ kind: "text", rows: 1, maxLength: 200_000 });
    expect(listField({ maxItems: 3 })).toEqual({
      kind: "list",
      rows: 6,
      maxItems: 3,
      maxLength: 1_000_000,
      shape: "lines",
    });
    expect(imageField({ optional: true })).toEqual({ kind: "image", optional: true });
    expect(imagesField({ maxItems: 2 })).toEqual({ kind: "images", maxItems: 2 });
    expect(soundField()).toEqual({ kind: "audio", samplingRate: 16_000, maxSeconds: 3_600 });
    expect(messagesField().kind).toBe("messages");
  });
});
