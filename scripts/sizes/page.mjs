import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * What index.html names to be fetched at once: the entry, its static imports (Vite lists them as modulepreloads), the
 * styles. Paths from the folder.
 * @param {string} html
 * @returns {readonly string[]}
 */
export function eagerFilesOf(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const addresses = tags.flatMap((tag) => {
    const isEager = tag.startsWith("<script") || /\brel="?(?:modulepreload\b|stylesheet\b(?!"? disabled))/.test(tag);
    const address = /\b(?:src|href)="?([^"\s>]+)/.exec(tag)?.[1];
    return isEager && address !== undefined ? [address] : [];
  });
  return [...new Set(addresses.map((address) => posix.normalize(address).replace(/^\//, "")))];
}

/** @param {string} html the text of scripts and styles that stand in the page itself */
const inlineTextOf = (html) =>
  [...html.matchAll(/<(script|style)\b[^>]*>(.*?)<\/\1>/gs)].map((match) => match[2] ?? "").join("");

/**
 * The page's weight before any input, gzip -9 each file by itself as a server sends them.
 * @param {string} folder
 */
export function pageWeight(folder) {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const files = eagerFilesOf(html).map((path) => ({ path, bytes: gzipped(readFileSync(join(folder, path))) }));
  const inline = inlineTextOf(html);
  return inline === "" ? files : [...files, { path: "index.html, inline", bytes: gzipped(Buffer.from(inline)) }];
}

/** @param {Buffer} content */
const gzipped = (content) => gzipSync(content, { level: 9 }).byteLength;
