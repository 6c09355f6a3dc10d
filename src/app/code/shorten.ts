/** Longer texts would bury the program; what is left out is counted. */
const shownCharacters = 600;
const shownItems = 20;

export interface Shortened {
  readonly value: unknown;
  /** Characters and items that were left out. */
  readonly left: number;
}

/** A text, a list of texts or a conversation as it can stand in a program. */
export function shortened(value: unknown): Shortened {
  if (typeof value === "string") {
    const characters = [...value];
    if (characters.length <= shownCharacters) return { value, left: 0 };
    return {
      value: `${characters.slice(0, shownCharacters / 2).join("")}…`,
      left: characters.length - shownCharacters / 2,
    };
  }
  if (Array.isArray(value)) {
    const items = value.slice(0, shownItems).map(shortened);
    const left = items.reduce((sum, item) => sum + item.left, value.length - items.length);
    return { value: items.map((item) => item.value), left };
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, shortened(item)] as const);
    return {
      value: Object.fromEntries(entries.map(([key, item]) => [key, item.value])),
      left: entries.reduce((sum, [, item]) => sum + item.left, 0),
    };
  }
  return { value, left: 0 };
}
