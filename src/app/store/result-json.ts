import type { Environment } from "./environment.ts";
import type { ResultJson } from "./run.ts";

/** Above it a result is not put into the page but under an address of its own (docs/contract.md). */
const inlineBytes = 1_000_000;

/** Of what is only under an address, so much is kept at hand for reading. */
const beginningBytes = 400_000;

/** @param value in Python's shape, or its JSON as a `Blob` where a view wrote it apart from the page's thread */
export async function toResultJson(value: unknown, environment: Pick<Environment, "keepBlob">): Promise<ResultJson> {
  if (value instanceof Blob && value.size > inlineBytes) {
    const text = await value.slice(0, beginningBytes).text();
    return { text, bytes: value.size, href: environment.keepBlob(value) };
  }
  const text = value instanceof Blob ? await value.text() : (JSON.stringify(value) ?? "null");
  const bytes = new TextEncoder().encode(text).byteLength;
  return bytes > inlineBytes ? { text, bytes, href: environment.keepBlob(text) } : { text, bytes };
}

/** What stands in the page for it. */
export function inlineTextOf({ text, bytes, href }: ResultJson): string {
  return href === undefined ? text : JSON.stringify({ href, bytes });
}
