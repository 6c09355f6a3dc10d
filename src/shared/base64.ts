import { createSlices } from "./pause.ts";

/** `String.fromCharCode` takes its bytes as arguments, of which an engine allows some ten thousands. */
const chunk = 0x2000;

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(binary);
}

/** Bytes of a whole number of base64's groups of three, encoded in some ten milliseconds. */
const sliceBytes = 3 * 0x40000;
const sliceMs = 10;

/** For bytes by the million: the page breathes between two slices, and the text is never one string. */
export async function toBase64Blob(bytes: Uint8Array): Promise<Blob> {
  const pause = createSlices(sliceMs);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    parts.push(toBase64(bytes.subarray(at, at + sliceBytes)));
    await pause();
  }
  return new Blob(parts);
}

/** @throws DOMException `InvalidCharacterError` where the text is not base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A file as an address that holds it, such as the Hub's inference API gives for pictures. */
export async function toDataUrl(file: Blob): Promise<string> {
  return `data:${file.type};base64,${toBase64(new Uint8Array(await file.arrayBuffer()))}`;
}
