import { expect, test } from "vitest";
import { pictureJson, toBase64Blob, toDataUrl } from "./base64.ts";

test("a data URL is base64 of any length", async () => {
  const blob = new Blob([new Uint8Array(1_000_001).fill(7)], { type: "image/png" });
  const url = await toDataUrl(blob);
  expect(url.startsWith("data:image/png;base64,")).toBe(true);
  expect(Buffer.from(url.split(",")[1] ?? "", "base64").equals(Buffer.alloc(1_000_001, 7))).toBe(true);
});

test("millions of bytes are the same base64 in a blob of many parts", async () => {
  const bytes = Uint8Array.from({ length: 700_001 }, (_, at) => (at * 7) & 255);
  expect(await (await toBase64Blob(bytes)).text()).toBe(Buffer.from(bytes).toString("base64"));
});

test("a picture's JSON is the same whether it is written in parts or at once", async () => {
  const picture = new Blob([new Uint8Array(400_000).fill(3)], { type: "image/png" });
  expect(JSON.parse(await (await pictureJson(picture)).text())).toEqual({ image: await toDataUrl(picture) });
});
