import * as v from "valibot";

/** What a browser keeps of hosted models: keys only where the reader asked for that. */
const Kept = v.object({
  server: v.optional(v.string(), ""),
  consented: v.optional(v.array(v.string()), []),
  prompts: v.optional(v.record(v.string(), v.string()), {}),
  keys: v.optional(v.record(v.string(), v.string()), {}),
});
export type Kept = v.InferOutput<typeof Kept>;

export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Apart from what else is kept: nothing that writes down the page's state ever meets a key. */
const name = "model-playground-hosted";

export function readKept(storage: Storage): Kept {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Kept), storage.getItem(name));
  return parsed.success ? parsed.output : { server: "", consented: [], prompts: {}, keys: {} };
}

export function writeKept(storage: Storage, kept: Kept): void {
  storage.setItem(name, JSON.stringify(kept));
}
