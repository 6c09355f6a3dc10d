/** At most so many arguments of one call. */
const step = 8192;

/** A file as the text of an address that holds it. */
export async function toDataUrl(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return `data:${file.type};base64,${btoa(text)}`;
}
