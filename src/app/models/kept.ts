import * as v from "valibot";
import { canonicalUrl } from "../../hub/address.ts";
import { isMoved, listNow } from "../../hub/moved.ts";
import { dropPartsOf } from "../../hub/parts.ts";
import type { Sources } from "../../hub/sources.ts";
import { createStore, openStorePorts } from "../../hub/store.ts";
import { deletableIn, type KeptModel } from "../../hub/stored.ts";

/** What lies in this browser, and how much room there is. */
export interface Kept {
  readonly models: readonly KeptRow[];
  readonly room: Room | undefined;
}

export interface KeptRow extends KeptModel {
  /** As its `config.json` names it. */
  readonly architecture: string | undefined;
}

interface Room {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** Whether the browser promised to keep all until the reader deletes it. */
  readonly isPersisted: boolean;
}

const Config = v.object({ architectures: v.array(v.string()) });

export async function loadKept(): Promise<Kept> {
  const store = createStore(await openStorePorts());
  const models = await Promise.all(
    deletableIn(await store.list()).map(async (one) => {
      const config = await store.peek(canonicalUrl({ ...one, file: "config.json" }));
      const parsed = v.safeParse(Config, await config?.json().catch(() => undefined));
      return { ...one, architecture: parsed.success ? parsed.output.architectures[0] : undefined };
    }),
  );
  return { models, room: await findRoom(navigator) };
}

/** Of a model that nothing is left of, what had come of further files goes as well. */
export async function deleteKept(urls: readonly string[]): Promise<void> {
  const store = createStore(await openStorePorts());
  const before = await store.list();
  await Promise.all(urls.map(store.remove));
  const after = await store.list();
  const keyOf = ({ model, revision }: Pick<KeptModel, "model" | "revision">) => `${model}@${revision}`;
  const gone = new Map(before.map((one) => [keyOf(one), one]));
  for (const one of after) gone.delete(keyOf(one));
  for (const one of gone.values()) await dropPartsOf(one, navigator.storage);
}

/** Of each model the files that are others at their host by now; only where the reader asked. */
export async function findMoved(
  models: readonly KeptModel[],
  site: Pick<Sources, "endpoints" | "timeoutMs" | "token">,
): Promise<ReadonlyMap<KeptModel, string[]>> {
  const sources = { ...site, embeddedBase: new URL("models/", document.baseURI).href };
  const files = await createStore(await openStorePorts()).list();
  const moved = models.map(async (one) => {
    const listing = await listNow(one, sources, (url, init) => fetch(url, init));
    const own = files.filter(({ url }) => one.files.includes(url));
    return [one, own.filter((file) => listing && isMoved(file, listing)).map(({ url }) => url)] as const;
  });
  return new Map((await Promise.all(moved)).filter(([, urls]) => urls.length > 0));
}

async function findRoom({ storage }: Partial<Pick<Navigator, "storage">>): Promise<Room | undefined> {
  const estimate = await storage?.estimate().catch(() => undefined);
  if (!estimate) return undefined;
  const isPersisted = (await storage?.persisted().catch(() => false)) ?? false;
  return { usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0, isPersisted };
}
