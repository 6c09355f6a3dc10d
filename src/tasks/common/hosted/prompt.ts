/**
 * A prompt with the input in it: each name in braces gives way to its value. A value that the reader's own prompt has no
 * place for stands below it, so that no prompt asks about nothing.
 */
export function filled(prompt: string, values: Readonly<Record<string, string>>): string {
  const known = (name: string) => values[name];
  const text = prompt.replace(/\{(\w+)\}/g, (whole, name: string) => known(name) ?? whole);
  const left = Object.entries(values).filter(([name]) => !prompt.includes(`{${name}}`));
  return [text, ...left.map(([, value]) => value)].join("\n\n");
}
