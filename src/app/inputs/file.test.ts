import { expect, test } from "vitest";
import { kindOf, readText } from "./file.ts";

test("a file's kind is its type's, or its ending's where the system knows no type", () => {
  expect(kindOf({ type: "image/png", name: "a.txt" })).toBe("image");
  expect(kindOf({ type: "", name: "Notes.MD" })).toBe("text");
  expect(kindOf({ type: "video/mp4", name: "talk.mp4" })).toBe("audio");
  expect(kindOf({ type: "application/zip", name: "a.zip" })).toBe("other");
});

test("a text keeps its bytes, to be read anew; what is no text is refused", async () => {
  expect(await readText(new Blob(["a\r\nb"]))).toMatchObject({ text: "a\nb", encoding: "utf-8", bytes: { length: 4 } });
  await expect(readText(new Blob([Uint8Array.of(65, 0, 66)]))).rejects.toMatchObject({ code: "text-unreadable" });
});
