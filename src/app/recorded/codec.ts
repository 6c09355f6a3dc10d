import * as v from "valibot";
import { fromBase64 } from "../../shared/base64.ts";
import { Pixels } from "../../shared/media.ts";

const Bytes = v.object({ $typed: v.picklist(["Float32Array", "Uint32Array", "Uint8Array"]), base64: v.string() });
/** A picture that is one of the inputs but for its alpha, which is a grey PNG. */
const Cut = v.object({ $cut: v.string(), alpha: v.string() });

/**
 * A recorded output as the task gave it: typed arrays, and pictures, which are JSON in the file.
 * @param toPixels decodes a PNG
 */
export async function decoded(
  value: unknown,
  input: Readonly<Record<string, unknown>>,
  toPixels: (png: Blob) => Promise<Pixels>,
): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => decoded(item, input, toPixels)));
  if (typeof value !== "object" || value === null) return value;
  if (v.is(Bytes, value)) {
    const { buffer } = fromBase64(value.base64);
    if (value.$typed === "Float32Array") return new Float32Array(buffer);
    return value.$typed === "Uint32Array" ? new Uint32Array(buffer) : new Uint8Array(buffer);
  }
  if (v.is(Cut, value)) {
    const whole = v.parse(Pixels, input[value.$cut]);
    const alpha = await toPixels(new Blob([fromBase64(value.alpha)], { type: "image/png" }));
    const data = Uint8ClampedArray.from(whole.data, (byte, at) => (at % 4 === 3 ? (alpha.data[at - 3] ?? 0) : byte));
    return { ...whole, data };
  }
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await decoded(item, input, toPixels)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
