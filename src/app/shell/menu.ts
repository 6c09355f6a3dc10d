import { type Modality, modalities } from "../../tasks/definition.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import { searchFor } from "./search.ts";

/** What the menu says of a task, by language. */
export type MenuWords = Readonly<
  Record<string, { readonly title: string; readonly summary: string; readonly tags: string }>
>;

/** The architectures of a task's curated models; empty until they have come. */
export type Families = Readonly<Record<string, readonly string[]>>;

export interface MenuItem {
  readonly id: TaskId;
  readonly title: string;
  readonly summary: string;
  readonly families: readonly string[];
  /** Its id, and its titles in every language, in lower case. */
  readonly names: readonly string[];
  /** All that a search may meet, in every language, in lower case. */
  readonly searched: string;
}

export interface MenuColumn {
  readonly id: Modality;
  readonly items: readonly MenuItem[];
}

export function menuItemsOf(
  ids: readonly TaskId[],
  words: Readonly<Record<string, MenuWords>>,
  locale: string,
  families: Families = {},
): readonly MenuItem[] {
  return ids.map((id) => {
    const ofTask = words[id] ?? {};
    const all = Object.values(ofTask).flatMap(({ title, tags }) => [title, tags]);
    const ofModels = families[id] ?? [];
    return {
      id,
      title: ofTask[locale]?.title || id,
      summary: ofTask[locale]?.summary ?? "",
      families: ofModels,
      names: [id, ...Object.values(ofTask).map(({ title }) => title.toLowerCase())],
      searched: [id, ...all, ...ofModels].join(" ").toLowerCase(),
    };
  });
}

/** The items that have every word of `query`, in a column for each modality; empty columns are left out. */
export function columnsOf(items: readonly MenuItem[], query: string): readonly MenuColumn[] {
  const hasWords = searchFor(query);
  const found = items.filter(({ searched }) => hasWords(searched));
  return modalities
    .map((id) => ({ id, items: found.filter((item) => definitionOf(item.id).modality === id) }))
    .filter((column) => column.items.length > 0);
}

/** The task that a query means most likely: by one of its names, else the first that was found. */
export function bestOf(columns: readonly MenuColumn[], query: string): TaskId | undefined {
  const wanted = query.trim().toLowerCase();
  const all = columns.flatMap(({ items }) => items);
  const found =
    all.find(({ names }) => names.includes(wanted)) ??
    all.find(({ names }) => names.some((name) => name.startsWith(wanted))) ??
    all[0];
  return wanted === "" ? undefined : found?.id;
}

/** Once a session: the cards of all tasks are some kB, which only a search needs. */
export async function loadFamilies(ids: readonly TaskId[]): Promise<Families> {
  const entries = ids.map(async (id) => {
    const cards = await definitionOf(id).models();
    return [id, [...new Set(cards.map(({ family }) => family))]] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
