import { expect, it } from "vitest";
import { canonicalUrl } from "./address.ts";
import { createFileCache } from "./cache.ts";

function fakeStorage() {
  const kept = new Map<string, Response>();
  return {
    kept,
    match: (url: RequestInfo | URL) => Promise.resolve(kept.get(String(url))?.clone()),
    put(url: RequestInfo | URL, response: Response) {
      kept.set(String(url), response);
      return Promise.resolve();
    },
    delete: (url: RequestInfo | URL) => Promise.resolve(kept.delete(String(url))),
  };
}

const file = canonicalUrl({ model: "owner/name", revision: "main", file: "config.json" });
const embedded = canonicalUrl({ model: "embedded/name", revision: "main", file: "config.json" });

it("keeps a checkpoint's files under one name, whichever host they came from, and counts what it gives back", async () => {
  const storage = fakeStorage();
  const hits: [string, number][] = [];
  const cache = createFileCache(storage, (name, bytes) => hits.push([name, bytes]));
  await cache.put(file, new Response("{}", { headers: { "content-length": "2" } }));
  expect(await (await cache.match(file))?.text()).toBe("{}");
  expect(hits).toEqual([["config.json", 2]]);
  expect([...storage.kept.keys()]).toEqual(["https://huggingface.co/owner/name/resolve/main/config.json"]);
});

it("passes by what the site itself serves", async () => {
  const storage = fakeStorage();
  const cache = createFileCache(storage, () => {});
  await cache.put(embedded, new Response("{}"));
  expect(await cache.match(embedded)).toBeUndefined();
  expect(storage.kept.size).toBe(0);
});

it("forgets one file, or all that it was asked for, and nothing else", async () => {
  const storage = fakeStorage();
  const weights = canonicalUrl({ model: "owner/name", revision: "main", file: "onnx/model.onnx" });
  const other = canonicalUrl({ model: "other/name", revision: "main", file: "config.json" });
  await storage.put(other, new Response("{}"));
  const cache = createFileCache(storage, () => {});
  for (const url of [file, weights]) {
    await cache.match(url);
    await cache.put(url, new Response("damaged"));
  }
  await cache.forget(file);
  expect([...storage.kept.keys()]).toEqual([other, weights]);
  await cache.forget();
  expect([...storage.kept.keys()]).toEqual([other]);
});

it("does without where the browser gives no storage", async () => {
  const cache = createFileCache(undefined, () => {});
  await cache.put(file, new Response("{}"));
  expect(await cache.match(file)).toBeUndefined();
});
