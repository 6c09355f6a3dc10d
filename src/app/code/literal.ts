export type Language = "javascript" | "python";

/** A value as it is written in a program. JSON is both languages' own notation, but for three words. */
export function literalOf(value: unknown, language: Language, indent = ""): string {
  if (value === null || value === undefined) return language === "python" ? "None" : "null";
  if (typeof value === "boolean") return language === "python" ? (value ? "True" : "False") : String(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => literalOf(item, language, `${indent}${step(language)}`));
    return listed("[", items, "]", language, indent);
  }
  if (typeof value === "object") {
    const items = Object.entries(value).map(([key, item]) => {
      const name = language === "python" || !/^[A-Za-z_]\w*$/.test(key) ? JSON.stringify(key) : key;
      return `${name}: ${literalOf(item, language, `${indent}${step(language)}`)}`;
    });
    return language === "python"
      ? listed("{", items, "}", language, indent)
      : listed("{ ", items, " }", language, indent);
  }
  return JSON.stringify(value);
}

const lineLength = 88;

function step(language: Language): string {
  return language === "python" ? "    " : "  ";
}

/** On one line where it fits, else one item a line. */
export function listed(
  open: string,
  items: readonly string[],
  close: string,
  language: Language,
  indent: string,
  used = 0,
): string {
  const line = `${open}${items.join(", ")}${close}`;
  if (items.length === 0) return `${open.trim()}${close.trim()}`;
  if (!line.includes("\n") && indent.length + used + line.length <= lineLength) return line;
  const inner = items.map((item) => `${indent}${step(language)}${item},\n`).join("");
  return `${open.trim()}\n${inner}${indent}${close.trim()}`;
}
