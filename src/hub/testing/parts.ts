import { createMemoryPart, type Part, type Parts } from "../parts.ts";

/** A disk that outlives whoever writes to it, which several workers can be given one after the other. */
export function createFakeParts(): Parts & { readonly onDisk: ReadonlyMap<string, Part> } {
  const onDisk = new Map<string, Part>();
  return {
    onDisk,
    async open(name) {
      if (name === undefined) return createMemoryPart();
      const part = onDisk.get(name) ?? createMemoryPart();
      onDisk.set(name, part);
      return part;
    },
    async drop(name) {
      onDisk.delete(name);
    },
    list: async () => [...onDisk.keys()],
  };
}
