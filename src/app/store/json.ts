import type { Environment } from "./environment.ts";
import type { ResultJson } from "./run.ts";

/** Above it a result is not put into the page but under an address of its own (docs/contract.md). */
const inlineBytes = 1_000_000;

export function toResultJson(value: unknown, environment: Pick<Environment, "keepBlob">): ResultJson {
  const text = JSON.stringify(value) ?? "null";
  const bytes = new TextEncoder().encode(text).byteLength;
  return bytes > inlineBytes ? { text, bytes, href: environment.keepBlob(text) } : { text, bytes };
}

/** What stands in the page for it. */
export function inlineTextOf({ text, bytes, href }: ResultJson): string {
  return href === undefined ? text : JSON.stringify({ href, bytes });
}
