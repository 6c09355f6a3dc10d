import { createSlices } from "./pause.ts";

/** `String.fromCharCode` takes its bytes as arguments, of which an engine allows some ten thousands. */
const chunk = 0x2000;

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(binary);
}

/** Bytes of a whole number of base64's groups of three, encoded in some milliseconds. */
const sliceBytes = 3 * 0x10000;
const sliceMs = 10;

/** Base64 of bytes by the million, part by part: the page breathes between two slices. */
async function* partsOf(bytes: Uint8Array): AsyncGenerator<string> {
  const pause = createSlices(sliceMs);
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    yield toBase64(bytes.subarray(at, at + sliceBytes));
    await pause();
  }
}

/** The text is never one string, nor turned into bytes at once. */
export async function toBase64Blob(bytes: Uint8Array): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const part of partsOf(bytes)) parts.push(new Blob([part]));
  return new Blob(parts);
}

/** @throws DOMException `InvalidCharacterError` where the text is not base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The JSON of a picture alone, as text of parts: a photo's is tens of megabytes. */
export async function pictureJson(picture: Blob): Promise<Blob> {
  const base64 = await toBase64Blob(new Uint8Array(await picture.arrayBuffer()));
  return new Blob([`{"image":"data:${picture.type};base64,`, base64, '"}'], { type: "application/json" });
}

/** A file as an address that holds it, such as the Hub's inference API gives for pictures. */
export async function toDataUrl(file: Blob): Promise<string> {
  const parts = [`data:${file.type};base64,`];
  for await (const part of partsOf(new Uint8Array(await file.arrayBuffer()))) parts.push(part);
  return parts.join("");
}
