import { describe, expect, it } from "vitest";
import { fromBase64 } from "../../shared/base64.ts";
import zips from "./zip.golden.json";
import { openZip } from "./zip.ts";

const blobOf = (base64: string) => new Blob([fromBase64(base64)]);

describe("a zip that Python wrote", () => {
  it.each([
    ["as it is", zips.plain],
    ["with sizes of 64 bits", zips.wide],
  ])("%s gives its files, inflated and stored, without its folders", async (_name, base64) => {
    const files = await openZip(blobOf(base64));
    const texts = await Promise.all(files.map(async ({ path, blob }) => [path, await blob.text()]));
    expect(texts).toEqual([
      ["m/config.json", `{"a": "${"x".repeat(200)}"}`],
      ["m/onnx/mod\u00e8le.onnx", "graph"],
    ]);
  });

  it("is refused by name where a browser cannot unpack it", async () => {
    await expect(openZip(blobOf(zips.bzip2))).rejects.toMatchObject({ reason: "zip-packed", file: "a.txt" });
  });
});

it("what is no zip, or is cut off, is not taken for one", async () => {
  const bytes = fromBase64(zips.plain);
  await expect(openZip(new Blob(["PK, but only in name"]))).rejects.toMatchObject({ reason: "zip-unreadable" });
  await expect(openZip(new Blob([bytes.slice(0, 200)]))).rejects.toMatchObject({ reason: "zip-unreadable" });
});
