import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serveDist } from "./server.mjs";

const outer = mkdtempSync(join(tmpdir(), "mirror-"));
const weights = Buffer.from("0123456789");
let served: Served;

beforeAll(async () => {
  mkdirSync(join(outer, "dist"));
  writeFileSync(join(outer, "dist/index.html"), "page");
  writeFileSync(
    join(outer, "dist/site.json"),
    JSON.stringify({ title: "Ours", endpoints: [{ name: "Hub", host: "https://hub/" }] }),
  );
  writeFileSync(join(outer, "secret.txt"), "secret");
  const model = join(outer, "models/org/tiny");
  mkdirSync(join(model, "onnx"), { recursive: true });
  writeFileSync(join(model, "config.json"), JSON.stringify({ model_type: "bert", architectures: ["BertModel"] }));
  writeFileSync(join(model, "onnx/model.onnx"), weights);
  served = await serveDist({ root: join(outer, "dist"), base: "/sub/", mirror: join(outer, "models") });
});
afterAll(async () => {
  await served.close();
  rmSync(outer, { recursive: true });
});

test("each page is told of the mirror first, at the address by which it reached the site", async () => {
  const site = await (await fetch(`${served.url}site.json`)).json();
  expect(site.title).toBe("Ours");
  expect(site.endpoints.map(({ host }: { host: string }) => host)).toEqual([`${served.url}mirror/`, "https://hub/"]);
});

test("a folder of models answers as the Hub does: files in parts, the list with digests, the search", async () => {
  const file = `${served.url}mirror/org/tiny/resolve/main/onnx/model.onnx`;
  const part = await fetch(file, { headers: { range: "bytes=2-4" } });
  expect([part.status, await part.text()]).toEqual([206, "234"]);
  const info = await (await fetch(`${served.url}mirror/api/models/org/tiny/revision/main?blobs=true`)).json();
  const sha256 = createHash("sha256").update(weights).digest("hex");
  expect(info.siblings).toEqual(
    expect.arrayContaining([{ rfilename: "onnx/model.onnx", size: 10, lfs: { sha256, size: 10 } }]),
  );
  const search = async (text: string) => (await fetch(`${served.url}mirror/api/models?search=${text}&limit=3`)).json();
  expect(await search("TIN")).toEqual([{ id: "org/tiny", tags: [] }]);
  expect(await search("large")).toEqual([]);
});

test("nothing outside the folder is served, and what is not there is 404", async () => {
  const paths = [
    "org/none/resolve/main/config.json",
    "api/models/org/none",
    "org/..%2F..%2F../resolve/main/secret.txt",
    "%E0%A4%A",
  ];
  const answers = await Promise.all(paths.map((path) => fetch(`${served.url}mirror/${path}`).catch(() => undefined)));
  expect(answers.map((one) => one?.status)).toEqual([404, 404, 404, undefined]);
  expect((await fetch(served.url)).status).toBe(200);
});
