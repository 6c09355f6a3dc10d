import { expect, test } from "vitest";
import { kindOf, readText } from "./file.ts";

test("a file's kind is its type's, or its ending's where the system knows no type", () => {
  expect(kindOf({ type: "image/png", name: "a.txt" })).toBe("image");
  expect(kindOf({ type: "", name: "Notes.MD" })).toBe("text");
  expect(kindOf({ type: "video/mp4", name: "talk.mp4" })).toBe("audio");
  expect(kindOf({ type: "application/zip", name: "a.zip" })).toBe("other");
});

test("text is read as UTF-8 without its byte order mark, line ends as \\n", async () => {
  expect(await readText(new Blob(["\uFEFF面包\r\nbread"]))).toBe("面包\nbread");
  expect(await readText(new Blob([]))).toBe("");
});

test("bytes that are no text are refused", async () => {
  for (const bytes of [Uint8Array.of(0x89, 0x50, 0x4e, 0x47), Uint8Array.of(65, 0, 66)]) {
    await expect(readText(new Blob([bytes]))).rejects.toMatchObject({ code: "text-unreadable" });
  }
});
