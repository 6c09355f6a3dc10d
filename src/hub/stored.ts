import { findHubFile } from "./address.ts";
import { cacheName } from "./cache.ts";
import { type Dtype, dtypes } from "./checkpoint.ts";
import { findWeight } from "./weight.ts";

/** The dtypes of each model whose weights lie in this browser already, by id. */
export type Stored = ReadonlyMap<string, readonly Dtype[]>;

export function storedIn(addresses: readonly string[]): Stored {
  const found = new Map<string, Set<Dtype>>();
  for (const address of addresses) {
    const hubFile = findHubFile(address);
    const weight = hubFile && findWeight(hubFile.file);
    if (weight) found.set(hubFile.model, (found.get(hubFile.model) ?? new Set()).add(weight.dtype));
  }
  return new Map([...found].map(([model, set]) => [model, dtypes.filter((dtype) => set.has(dtype))]));
}

/** Empty where the browser gives no Cache API: insecure pages and some private windows. */
export async function loadStored(): Promise<Stored> {
  try {
    if (!(await caches.has(cacheName))) return new Map();
    const cache = await caches.open(cacheName);
    return storedIn((await cache.keys()).map(({ url }) => url));
  } catch {
    return new Map();
  }
}
