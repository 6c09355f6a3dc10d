import { csvCell } from "../../../../shared/csv.ts";
import { type Matrix, rowOf } from "../../../../shared/media.ts";
import { toNpy } from "../../../../shared/npy.ts";
import type { Steps } from "../../../../shared/vectors/steps.ts";
import type { WriteRequest } from "./protocol.ts";

/** So many rows become one string; all of them would be hundreds of megabytes at once. */
const rowsAtOnce = 128;

/** Vectors as a file. JSON is in Python's shape: `[d]` for one text, else a list in order, `null` where there is none. */
export function* written(vectors: Matrix, { format, texts, places }: WriteRequest): Steps<Blob> {
  if (format === "npy") return toNpy(vectors);
  const rowAt = places && new Map(Array.from(places, (place, row) => [place, row]));
  const parts: string[] = [];
  const blobs: Blob[] = [];
  if (format === "csv")
    parts.push(`${["text", ...Array.from({ length: vectors.columns }, (_, at) => at)].join(",")}\r\n`);
  for (const [place, text] of texts.entries()) {
    const row = rowAt ? rowAt.get(place) : place;
    const values = row === undefined ? undefined : rowOf(vectors, row);
    if (format === "json")
      parts.push(JSON.stringify(values ? Array.from(values) : null), place + 1 < texts.length ? "," : "");
    else if (values) parts.push(`${csvCell(text)},${values.join(",")}\r\n`);
    if (parts.length < rowsAtOnce) continue;
    blobs.push(new Blob(parts.splice(0)));
    yield place / texts.length;
  }
  const body = new Blob([...blobs, ...parts]);
  if (format === "csv") return new Blob([body], { type: "text/csv" });
  return new Blob(texts.length === 1 ? [body] : ["[", body, "]"], { type: "application/json" });
}
