import { expect, it } from "vitest";
import { createFakeClock } from "../shared/testing/clock.ts";
import { canonicalUrl } from "./address.ts";
import { createFileCache } from "./cache.ts";
import { createStore } from "./store.ts";
import { createFakeStorage, fileOf } from "./testing/storage.ts";

const file = canonicalUrl({ model: "owner/name", revision: "main", file: "config.json" });
const weights = canonicalUrl({ model: "owner/name", revision: "main", file: "onnx/model.onnx" });
const embedded = canonicalUrl({ model: "embedded/name", revision: "main", file: "config.json" });

function cacheIn({ ports, kept }: ReturnType<typeof createFakeStorage>) {
  const hits: [string, number][] = [];
  const dropped: string[] = [];
  const clock = createFakeClock();
  let waits = 0;
  const store = createStore(ports);
  const cache = createFileCache({
    store,
    clock,
    onHit: (name, bytes) => hits.push([name, bytes]),
    sha256Of: (url) => (url === weights ? "abc" : undefined),
    async onKept(sha256) {
      dropped.push(sha256);
    },
    onWaiting: () => {
      waits += 1;
    },
  });
  return { cache, store, hits, dropped, clock, kept, waits: () => waits };
}

it("keeps a checkpoint's files under one name, whichever host they came from, and counts what it gives back", async () => {
  const { cache, hits, kept } = cacheIn(createFakeStorage());
  await cache.put(file, fileOf(2));
  expect(await (await cache.match(file))?.text()).toBe("xx");
  expect(hits).toEqual([["config.json", 2]]);
  expect(kept()).toEqual(["https://huggingface.co/owner/name/resolve/main/config.json"]);
});

it("passes by what the site itself serves", async () => {
  const { cache, kept } = cacheIn(createFakeStorage());
  await cache.put(embedded, fileOf(2));
  expect(await cache.match(embedded)).toBeUndefined();
  expect(kept()).toEqual([]);
});

it("forgets one file, or all that it was asked for, and nothing else", async () => {
  const storage = createFakeStorage();
  const other = canonicalUrl({ model: "other/name", revision: "main", file: "config.json" });
  await storage.ports.files?.put(other, fileOf(2));
  const { cache, kept } = cacheIn(storage);
  for (const url of [file, weights]) {
    await cache.match(url);
    await cache.put(url, fileOf(7));
  }
  await cache.forget(file);
  expect(kept()).toEqual([other, weights]);
  await cache.forget();
  expect(kept()).toEqual([other]);
});

it("goes on without what there is no room for, and tells how much that is", async () => {
  const { cache } = cacheIn(createFakeStorage(5));
  await cache.put(file, fileOf(2));
  await cache.put(weights, fileOf(9));
  expect(cache.unkeptBytes).toBe(9);
});

it("gives what it found no room for once, from memory, and leaves its part on the disk", async () => {
  const { cache, dropped } = cacheIn(createFakeStorage(5));
  expect(await cache.keep(weights, new Blob(["123456789"]))).toBe(false);
  expect(await (await cache.match(weights))?.text()).toBe("123456789");
  expect(dropped).toEqual([]);
});

it("notes of what it keeps that it was found to be right, and drops its part", async () => {
  const { cache, store, dropped } = cacheIn(createFakeStorage());
  expect(await cache.keep(weights, new Blob(["1234"]))).toBe(true);
  expect(await store.list()).toMatchObject([{ bytes: 4, sha256: "abc" }]);
  expect(dropped).toEqual(["abc"]);
});

it("waits for weights that another tab is fetching, and gives signs of life", async () => {
  const storage = createFakeStorage();
  const first = cacheIn(storage);
  const second = cacheIn(storage);
  expect(await first.cache.match(weights)).toBeUndefined();
  const waiting = second.cache.match(weights);
  await second.clock.advance(12_000);
  expect(second.waits()).toBe(2);
  await first.cache.put(weights, fileOf(4));
  expect((await waiting)?.headers.get("content-length")).toBe("4");
  expect(second.clock.pendingCount).toBe(0);
});
