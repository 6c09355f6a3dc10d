import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Served, type ServeOptions, serveDist } from "./server.mjs";

const outer = mkdtempSync(join(tmpdir(), "serve-"));
const root = join(outer, "dist");
const open: Served[] = [];

async function serve(options: Partial<ServeOptions> = {}) {
  const served = await serveDist({ root, ...options });
  open.push(served);
  return served;
}

/** A path as it is: `fetch` would resolve its dots away before the server sees them. */
function statusOfRaw(served: Served, path: string): Promise<number | undefined> {
  return new Promise((settle, fail) => {
    request({ host: "127.0.0.1", port: served.port, path }, (response) => {
      response.resume();
      settle(response.statusCode);
    })
      .on("error", fail)
      .end();
  });
}

beforeAll(() => {
  mkdirSync(join(root, "assets"), { recursive: true });
  mkdirSync(join(root, "models/tiny/onnx"), { recursive: true });
  mkdirSync(join(root, ".vite"), { recursive: true });
  writeFileSync(join(outer, "secret.txt"), "secret");
  writeFileSync(join(root, ".vite/manifest.json"), "{}");
  writeFileSync(join(root, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(root, "site.json"), "{}");
  writeFileSync(join(root, "empty.wav"), "");
  writeFileSync(join(root, "assets/index-W1erjkBN.js"), "export {};");
  writeFileSync(join(root, "assets/ort-CxOG5pUO.wasm"), "wasm");
  writeFileSync(join(root, "models/tiny/onnx/model_q4.onnx_data_1"), "0123456789");
});
afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())));
afterAll(() => rmSync(outer, { recursive: true, force: true }));

describe("headers", () => {
  it("isolates the page, its scripts and its 404s", async () => {
    const { url } = await serve();
    for (const path of ["", "assets/index-W1erjkBN.js", "nothing.json"]) {
      const { headers } = await fetch(url + path);
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    }
  });

  it("can be those of a host that sends none", async () => {
    const { url } = await serve({ headers: "none" });
    const { headers } = await fetch(url);
    expect(headers.get("cross-origin-opener-policy")).toBeNull();
    expect(headers.get("cross-origin-embedder-policy")).toBeNull();
  });

  it.each([
    ["", "text/html; charset=utf-8", "no-cache"],
    ["site.json", "application/json; charset=utf-8", "no-cache"],
    ["assets/index-W1erjkBN.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["assets/ort-CxOG5pUO.wasm", "application/wasm", "public, max-age=31536000, immutable"],
    ["models/tiny/onnx/model_q4.onnx_data_1", "application/octet-stream", "no-cache"],
  ])("name the type of '%s' and how long it holds", async (path, type, cache) => {
    const { url } = await serve();
    const { headers } = await fetch(url + path);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("cache-control")).toBe(cache);
  });
});

describe("parts and repeats", () => {
  const weights = "models/tiny/onnx/model_q4.onnx_data_1";

  it("answers the one-byte probe of transformers.js with one byte and the size", async () => {
    const { url } = await serve();
    const response = await fetch(url + weights, { headers: { Range: "bytes=0-0" } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 0-0/10");
    expect(await response.text()).toBe("0");
  });

  it("sends the end of a file, and refuses what lies behind it", async () => {
    const { url } = await serve();
    const end = await fetch(url + weights, { headers: { Range: "bytes=-3" } });
    expect(await end.text()).toBe("789");
    const behind = await fetch(url + weights, { headers: { Range: "bytes=10-" } });
    expect(behind.status).toBe(416);
    expect(behind.headers.get("content-range")).toBe("bytes */10");
  });

  it("sends the whole file when a part of an older one is asked for", async () => {
    const { url } = await serve();
    const response = await fetch(url + weights, { headers: { Range: "bytes=0-0", "If-Range": '"older"' } });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("0123456789");
  });

  it("says 304 to who holds the file already", async () => {
    const { url } = await serve();
    const etag = (await fetch(url + weights)).headers.get("etag") ?? "";
    const again = await fetch(url + weights, { headers: { "If-None-Match": `"other", W/${etag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  it("answers HEAD with the length and no body, and no other method", async () => {
    const { url } = await serve();
    const head = await fetch(url + weights, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
    const post = await fetch(url, { method: "POST" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("sends an empty file as empty", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}empty.wav`);
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "0"]);
  });
});

describe("what is there", () => {
  it("never sends index.html for a missing file", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}models/tiny/generation_config.json`);
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });

  it("serves below a path and nowhere else", async () => {
    const served = await serve({ base: "/sub/path/" });
    expect(served.url).toBe(`http://127.0.0.1:${served.port}/sub/path/`);
    expect((await fetch(`${served.url}site.json`)).status).toBe(200);
    expect(await statusOfRaw(served, "/site.json")).toBe(404);
    const bare = await fetch(`http://127.0.0.1:${served.port}/sub/path`, { redirect: "manual" });
    expect([bare.status, bare.headers.get("location")]).toEqual([301, "/sub/path/"]);
  });

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/%5c..%5csecret.txt",
  ])("does not leave its folder for %s", async (path) => {
    expect(await statusOfRaw(await serve(), path)).toBe(404);
  });

  it.each(["/.vite/manifest.json", "/%", "/a%00b", "/site.json/"])("has nothing at %s", async (path) => {
    expect(await statusOfRaw(await serve(), path)).toBe(404);
  });
});

describe("the log and the end", () => {
  it("notes each request, with its query and range", async () => {
    const requestLog: Served["requests"][number][] = [];
    const { url, requests } = await serve({ requestLog });
    await fetch(`${url}site.json?a=1`, { headers: { Range: "bytes=0-0" } });
    await fetch(`${url}missing`);
    expect(requests).toEqual([
      { method: "GET", url: "/site.json?a=1", status: 206, range: "bytes=0-0" },
      { method: "GET", url: "/missing", status: 404 },
    ]);
    expect(requestLog).toBe(requests);
  });

  it("rejects when the port is taken, and frees it on close", async () => {
    const first = await serveDist({ root });
    await expect(serveDist({ root, port: first.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    const second = await serve({ port: first.port });
    expect(second.port).toBe(first.port);
  });
});
