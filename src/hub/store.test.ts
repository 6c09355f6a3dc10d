import { describe, expect, it } from "vitest";
import { canonicalUrl } from "./address.ts";
import { createStore } from "./store.ts";
import { createFakeStorage, fileOf } from "./testing/storage.ts";

const weightsOf = (model: string) => canonicalUrl({ model, revision: "main", file: "onnx/model.onnx" });
const a = weightsOf("a/a");
const b = weightsOf("b/b");
const c = weightsOf("c/c");

describe("a store of files", () => {
  it("knows of each file how large it is, when it was last used, and whether it was found to be right", async () => {
    const store = createStore(createFakeStorage().ports);
    await store.put(a, fileOf(3));
    await store.put(b, fileOf(5), "abc");
    await store.match(a);
    expect(await store.list()).toEqual([
      { url: a, model: "a/a", revision: "main", file: "onnx/model.onnx", bytes: 3, usedAt: 2 },
      { url: b, model: "b/b", revision: "main", file: "onnx/model.onnx", bytes: 5, usedAt: 1, sha256: "abc" },
    ]);
  });

  it("stores what ships with the site only where it was opened to, and gives it to whoever asks", async () => {
    const { ports } = createFakeStorage();
    const embedded = weightsOf("embedded/tiny");
    await createStore(ports).put(embedded, fileOf(3));
    expect(await createStore(ports).has(embedded)).toBe(false);
    await createStore(ports, true).put(embedded, fileOf(3));
    expect(await createStore(ports).has(embedded)).toBe(true);
  });

  it("takes what transformers.js stored here before, and counts it once it is read", async () => {
    const { ports } = createFakeStorage();
    await ports.files?.put(a, fileOf(3));
    const store = createStore(ports);
    expect(await store.list()).toMatchObject([{ bytes: 0, usedAt: 0 }]);
    await store.match(a);
    expect(await store.list()).toMatchObject([{ bytes: 3, usedAt: 0 }]);
  });

  it("makes room by whole checkpoints, the one first that was not used for longest", async () => {
    const { ports, kept } = createFakeStorage(10);
    const store = createStore(ports);
    await store.put(a, fileOf(4));
    await store.put(b, fileOf(4));
    await store.match(a);
    expect(await store.put(c, fileOf(5))).toBe(true);
    expect(kept()).toEqual([a, c]);
    expect((await store.list()).map(({ url }) => url)).toEqual([a, c]);
  });

  it("takes nothing out where that would not make room enough", async () => {
    const { ports, kept } = createFakeStorage(10);
    const store = createStore(ports);
    await store.put(a, fileOf(4));
    expect(await store.put(c, fileOf(11))).toBe(false);
    expect(kept()).toEqual([a]);
  });

  it("never takes out the checkpoint that it makes room for", async () => {
    const { ports, kept } = createFakeStorage(10);
    const store = createStore(ports);
    await store.put(a, fileOf(8));
    expect(await store.put(canonicalUrl({ model: "a/a", revision: "main", file: "x" }), fileOf(4))).toBe(false);
    expect(kept()).toEqual([a]);
  });

  it("has nothing, and says nothing, where the browser gives no storage", async () => {
    const ports = { ...createFakeStorage().ports, files: undefined, manifest: undefined, locks: undefined };
    const store = createStore(ports);
    expect(await store.put(a, fileOf(1))).toBe(true);
    expect(await store.match(a)).toBeUndefined();
    expect(await store.reserve(a)).toBe(false);
    expect(await store.list()).toEqual([]);
  });
});

describe("two tabs that want the same file", () => {
  it("have one fetch it and the other wait", async () => {
    const { ports } = createFakeStorage();
    const [first, second] = [createStore(ports), createStore(ports)];
    expect(await first.reserve(a)).toBe(false);
    const waiting = second.reserve(a);
    await first.put(a, fileOf(3));
    expect(await waiting).toBe(true);
    expect(await second.match(a)).toBeDefined();
  });

  it("have the other fetch it where the first gives up", async () => {
    const { ports } = createFakeStorage();
    const [first, second] = [createStore(ports), createStore(ports)];
    await first.reserve(a);
    const waiting = second.reserve(a);
    first.release(a);
    expect(await waiting).toBe(false);
  });

  it("do not wait for another file", async () => {
    const { ports } = createFakeStorage();
    await createStore(ports).reserve(a);
    expect(await createStore(ports).reserve(b)).toBe(false);
  });
});
