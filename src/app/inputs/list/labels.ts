/** Commas and the like part labels, in either script. */
export const partings = /[\n,，、;；]/;

/** `items` and the labels that `text` holds; one that is there already is not added again. */
export function withLabels(items: readonly string[], text: string): readonly string[] {
  const labels = text.split(partings).map((label) => label.trim());
  return [...new Set([...items, ...labels.filter((label) => label !== "")])];
}
