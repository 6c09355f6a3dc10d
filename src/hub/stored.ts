import { type Dtype, dtypes } from "./checkpoint.ts";
import { groupsOf, type KeptFile } from "./manifest.ts";
import { createStore, openStorePorts } from "./store.ts";
import { findWeight } from "./weight.ts";

/** The dtypes of each model whose weights lie in this browser already, by id. */
export type Stored = ReadonlyMap<string, readonly Dtype[]>;

/** What lies in this browser of one checkpoint in one dtype. */
export interface KeptModel {
  readonly model: string;
  readonly revision: string;
  /** `undefined` for what comes with every dtype: configs and tokenizers. */
  readonly dtype: Dtype | undefined;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  /** Whether every file was found to be the one that its host told. */
  readonly verified: boolean;
  readonly files: readonly string[];
}

/** Files as whoever looks after them thinks of them, the latest used first. */
export function keptModelsOf(files: readonly KeptFile[]): readonly KeptModel[] {
  const groups = groupsOf(files, ({ model, revision, file }) =>
    JSON.stringify([model, revision, findWeight(file)?.dtype]),
  );
  return groups
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      return {
        model: first.model,
        revision: first.revision,
        dtype: findWeight(first.file)?.dtype,
        bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
        usedAt: Math.max(...group.map(({ usedAt }) => usedAt)),
        verified: group.every(({ sha256 }) => sha256 !== undefined),
        files: group.map(({ url }) => url),
      };
    })
    .sort((a, b) => b.usedAt - a.usedAt);
}

/**
 * The same by what a reader would delete: files that come with every dtype belong to the one that was used last. They
 * stand alone only where no weights of their model are there.
 */
export function deletableIn(files: readonly KeptFile[]): readonly KeptModel[] {
  const groups = keptModelsOf(files);
  const isSame = (a: KeptModel, b: KeptModel) => a.model === b.model && a.revision === b.revision;
  const sharedOf = (one: KeptModel) =>
    groups.find((other) => other.dtype !== undefined && isSame(one, other)) === one
      ? groups.find((other) => other.dtype === undefined && isSame(one, other))
      : undefined;
  return groups.flatMap((one) => {
    if (one.dtype === undefined) {
      return groups.some((other) => other.dtype !== undefined && isSame(one, other)) ? [] : [one];
    }
    const shared = sharedOf(one);
    return shared ? [{ ...one, bytes: one.bytes + shared.bytes, files: [...one.files, ...shared.files] }] : [one];
  });
}

export function storedIn(files: readonly KeptFile[]): Stored {
  const found = new Map<string, Set<Dtype>>();
  for (const { model, dtype } of keptModelsOf(files)) {
    if (dtype) found.set(model, (found.get(model) ?? new Set()).add(dtype));
  }
  return new Map([...found].map(([model, set]) => [model, dtypes.filter((dtype) => set.has(dtype))]));
}

/** Empty where the browser gives no Cache API: insecure pages and some private windows. */
export async function loadStored(): Promise<Stored> {
  try {
    return storedIn(await createStore(await openStorePorts()).list());
  } catch {
    return new Map();
  }
}
