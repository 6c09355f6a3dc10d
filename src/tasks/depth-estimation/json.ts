import { toBase64Blob } from "../../shared/base64.ts";
import { encodeGreyPng } from "../../ui/png.ts";
import type { DepthMap } from "./definition.ts";

/** In Python's shape, as text: the depths of a photo are 64 MB of it, which no string has to hold. */
export async function toJson({ width, height, depths, levels }: DepthMap): Promise<Blob> {
  const png = new Uint8Array(await (await encodeGreyPng({ data: levels, width, height })).arrayBuffer());
  // Every machine that runs a browser today is little endian.
  const bytes = new Uint8Array(depths.buffer, depths.byteOffset, depths.byteLength);
  return new Blob(
    [
      '{"depth":"data:image/png;base64,',
      await toBase64Blob(png),
      `","predicted_depth":{"shape":[${height},${width}],"data":"`,
      await toBase64Blob(bytes),
      '"}}',
    ],
    { type: "application/json" },
  );
}
