import { strip } from "../../shared/text/strip.ts";

/** What the library hands to a function: plain values, and in a list or a record its own around them. */
type Given = unknown;

/** A value of the library without its wrapping. */
function plainOf(value: Given): unknown {
  if (typeof value === "object" && value !== null && "value" in value && "type" in value) return plainOf(value.value);
  if (Array.isArray(value)) return value.map(plainOf);
  return value instanceof Map ? Object.fromEntries([...value].map(([key, item]) => [key, plainOf(item)])) : value;
}

/** Python's `str()` of what prints otherwise in JavaScript; nothing of what is not there. */
export function wordOf(value: Given): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return isEmpty(value) ? "" : String(value);
}

/** The library hands over `none` as it does what is not there. */
const isEmpty = (value: Given) => value === undefined || value === null;

/** What may be gone through in Python though the library refuses: a text's characters, and what is not there. */
export function isLoose(value: Given): boolean {
  return typeof value === "string" || isEmpty(value);
}

export function charactersOf(value: Given): readonly string[] {
  return typeof value === "string" ? [...value] : [];
}

/** Methods of Python's texts that the library's have not. */
export const methods: Readonly<Record<string, (text: string, ...given: readonly unknown[]) => unknown>> = {
  find: (text, part) => placeIn(text, part),
  index: (text, part) => {
    const place = placeIn(text, part);
    if (place < 0) throw new RangeError("substring not found");
    return place;
  },
  count: (text, part) => (part === "" ? [...text].length + 1 : text.split(String(part)).length - 1),
  isdigit: (text) => /^\p{Nd}+$/u.test(text),
  isspace: (text) => text !== "" && strip(text) === "",
  join: (text, items) => (typeof items === "string" ? [...items] : listOf(items).map(String)).join(text),
  partition: (text, part) => {
    const [before = "", ...rest] = text.split(String(part));
    return rest.length === 0 ? [text, "", ""] : [before, String(part), rest.join(String(part))];
  },
  removeprefix: (text, part) => (text.startsWith(String(part)) ? text.slice(String(part).length) : text),
  removesuffix: (text, part) =>
    part !== "" && text.endsWith(String(part)) ? text.slice(0, -String(part).length) : text,
  splitlines: (text) => {
    const lines = text.split(lineEnd);
    return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  },
  zfill(text, width) {
    const sign = /^[+-]/.exec(text)?.[0] ?? "";
    return sign + text.slice(sign.length).padStart(Number(width) - sign.length, "0");
  },
};

const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** In characters, as Python counts them. */
function placeIn(text: string, part: unknown): number {
  const place = text.indexOf(String(part));
  return place < 0 ? place : [...text.slice(0, place)].length;
}

const listOf = (value: unknown): readonly unknown[] => {
  const list = plainOf(value);
  return Array.isArray(list) ? list : [];
};

/** Filters over lists that the library lacks. */
export const filters: Readonly<Record<string, (items: unknown, ...given: readonly unknown[]) => unknown>> = {
  sum(items, ...given) {
    const { attribute, start } = namedIn(given);
    return listOf(items).reduce<number>((total, item) => total + Number(fieldOf(item, attribute)), Number(start ?? 0));
  },
  max: (items) => ordered(listOf(items)).at(-1),
  min: (items) => ordered(listOf(items))[0],
};

/** `sum("n", 3)` and `sum(attribute="n", start=3)`. */
function namedIn(given: readonly unknown[]): { readonly attribute?: unknown; readonly start?: unknown } {
  const [attribute, start] = given.filter((one) => !(one instanceof Map));
  const named = given.find((one) => one instanceof Map);
  return {
    attribute,
    start,
    ...(named instanceof Map ? Object.fromEntries([...named].map(([key, one]) => [key, plainOf(one)])) : {}),
  };
}

function fieldOf(item: unknown, attribute: unknown): unknown {
  if (typeof attribute !== "string") return item;
  return typeof item === "object" && item !== null ? Reflect.get(item, attribute) : undefined;
}

/** Texts by their characters' numbers, in whatever case: Jinja's way where nobody says `case_sensitive`. */
function ordered(items: readonly unknown[]): readonly unknown[] {
  const keyOf = (item: unknown) => (typeof item === "string" ? item.toLowerCase() : Number(item));
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}
