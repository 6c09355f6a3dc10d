import type { Shown } from "./head.ts";

interface Kept {
  readonly vector: Float32Array;
  /** `learn/head/sketch.ts` */
  readonly sketch: Float32Array;
}

type Key = string | File;

/** What an example is known by: its file, or its text. */
export function keyOf({ file, name }: Pick<Shown, "file" | "name">): Key {
  return file ?? name;
}

/** What a body made of examples, kept so that another number of them or another seed asks it for the new ones alone. */
export function createShelf() {
  let held: { readonly body: string; readonly vectors: Map<Key, Kept> } | undefined;
  return {
    /** @param body with all that its vectors depend on; those of another one are let go */
    of(body: string): Map<Key, Kept> {
      if (held?.body !== body) held = { body, vectors: new Map() };
      return held.vectors;
    },
  };
}
