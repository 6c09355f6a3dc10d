/** Keeps one training in this browser, where the reader asks for it. */
export interface TrainingShelf {
  /** `undefined` where none is kept, or nothing can be. */
  find(): Promise<Blob | undefined>;
  /** In the place of the one before. @throws DOMException where the browser keeps nothing, or has no room left */
  keep(file: Blob): Promise<void>;
  forget(): Promise<void>;
}

const name = "learned";

export const browserShelf: TrainingShelf = {
  async find() {
    try {
      return await (await (await caches.open(name)).match(address()))?.blob();
    } catch {
      return undefined;
    }
  },
  async keep(file) {
    await (await caches.open(name)).put(address(), new Response(file));
  },
  async forget() {
    await caches.delete(name);
  },
};

/** Nothing is fetched from there: a cache wants an address as its key. */
function address(): URL {
  return new URL("learn/kept.safetensors", document.baseURI);
}
