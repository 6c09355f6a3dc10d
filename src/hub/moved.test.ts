import { expect, it } from "vitest";
import { isMoved, listNow } from "./moved.ts";

const [old, now] = ["a".repeat(64), "b".repeat(64)];
const listing = new Map([
  ["onnx/model.onnx", { bytes: 10, sha256: now }],
  ["config.json", { bytes: 5, sha256: undefined }],
]);

it.each([
  ["another sha256", { file: "onnx/model.onnx", bytes: 10, sha256: old }, true],
  ["the same sha256", { file: "onnx/model.onnx", bytes: 10, sha256: now }, false],
  ["another size", { file: "config.json", bytes: 6 }, true],
  ["the same size", { file: "config.json", bytes: 5 }, false],
  ["a size that was never noted", { file: "config.json", bytes: 0 }, false],
  ["a file that its host no longer tells of", { file: "vocab.txt", bytes: 5 }, false],
])("%s: moved or not", (_name, file, expected) => {
  expect(isMoved(file, listing)).toBe(expected);
});

it("what a repository holds now is asked of the endpoints at its revision, and nothing is said where none can tell", async () => {
  const endpoint = { name: "Hub", host: "https://hub.test/", path: "", token: false };
  const sources = {
    endpoints: [endpoint],
    timeoutMs: { firstByte: 100, stall: 100 },
    embeddedBase: "https://site.test/models/",
  };
  const ref = { model: "a/b", revision: "main" };
  const asked: string[] = [];
  const found = await listNow(ref, sources, async (url) => {
    asked.push(url);
    return Response.json({ siblings: [{ rfilename: "config.json", size: 5 }] });
  });
  expect(asked).toEqual(["https://hub.test/api/models/a/b/revision/main?blobs=true"]);
  expect(found?.get("config.json")?.bytes).toBe(5);
  expect(await listNow(ref, sources, async () => Response.error())).toBeUndefined();
});

it("what ships with the site is told by the site itself", async () => {
  const sources = {
    endpoints: [],
    timeoutMs: { firstByte: 100, stall: 100 },
    embeddedBase: "https://site.test/models/",
  };
  const ask = (model: string, answer: () => Response) =>
    listNow({ model, revision: "main" }, sources, async (url) =>
      url === "https://site.test/models/files.json" ? answer() : Response.error(),
    );
  const files = { tiny: { siblings: [{ rfilename: "onnx/model.onnx", size: 7, lfs: { sha256: "a".repeat(64) } }] } };
  const listed = await ask("embedded/tiny", () => Response.json(files));
  expect(listed).toEqual(new Map([["onnx/model.onnx", { bytes: 7, sha256: "a".repeat(64) }]]));
  expect(await ask("embedded/other", () => Response.json(files))).toBeUndefined();
  expect(await ask("embedded/tiny", () => new Response("<html>"))).toBeUndefined();
});
