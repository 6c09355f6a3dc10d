import { type Modality, modalities } from "../../tasks/definition.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";

/** What the menu says of a task, by language. */
export type MenuWords = Readonly<
  Record<string, { readonly title: string; readonly summary: string; readonly tags: string }>
>;

export interface MenuItem {
  readonly id: TaskId;
  readonly title: string;
  readonly summary: string;
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
): readonly MenuItem[] {
  return ids.map((id) => {
    const ofTask = words[id] ?? {};
    const all = Object.values(ofTask).flatMap(({ title, tags }) => [title, tags]);
    return {
      id,
      title: ofTask[locale]?.title || id,
      summary: ofTask[locale]?.summary ?? "",
      searched: [id, ...all].join(" ").toLowerCase(),
    };
  });
}

/** The items that have every word of `query`, in a column for each modality; empty columns are left out. */
export function columnsOf(items: readonly MenuItem[], query: string): readonly MenuColumn[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter(({ searched }) => words.every((word) => searched.includes(word)));
  return modalities
    .map((id) => ({ id, items: found.filter((item) => definitionOf(item.id).modality === id) }))
    .filter((column) => column.items.length > 0);
}
