import { expect, test } from "vitest";
import { toDataUrl } from "./base64.ts";

test("a data URL is base64 of any length", async () => {
  const blob = new Blob([new Uint8Array(100_001).fill(7)], { type: "image/png" });
  const url = await toDataUrl(blob);
  expect(url.startsWith("data:image/png;base64,")).toBe(true);
  expect(Buffer.from(url.split(",")[1] ?? "", "base64").equals(Buffer.alloc(100_001, 7))).toBe(true);
});
