/** ImageNet's labels are lists of synonyms, `tabby, tabby cat`; the first is the one to read. */
export function synonymsOf(label: string): readonly [first: string, ...others: string[]] {
  const [first = label, ...others] = label.split(", ");
  return [first, ...others];
}
