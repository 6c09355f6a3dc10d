/** Whether a text, in lower case, has every word of a query; all texts have those of an empty one. */
export function searchFor(query: string): (searched: string) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (searched) => words.every((word) => searched.includes(word));
}
