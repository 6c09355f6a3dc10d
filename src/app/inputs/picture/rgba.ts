import type { Pixels } from "../../../shared/media.ts";

/** Canvases and textures end somewhere between this and 65,535, and what lies beyond is black without a word. */
const longestSide = 8192;

/** Bytes of a bitmap that was decoded with `premultiplyAlpha: "none"`; a long one is read in pieces. */
export async function readRgba(bitmap: ImageBitmap): Promise<Pixels> {
  const { width, height } = bitmap;
  if (Math.max(width, height) <= longestSide) return { data: readPiece(bitmap), width, height };
  const data = new Uint8ClampedArray(width * height * 4);
  for (let top = 0; top < height; top += longestSide) {
    for (let left = 0; left < width; left += longestSide) {
      const size = [Math.min(longestSide, width - left), Math.min(longestSide, height - top)] as const;
      const piece = await createImageBitmap(bitmap, left, top, ...size, { premultiplyAlpha: "none" });
      const rows = readPiece(piece);
      piece.close();
      const bytes = size[0] * 4;
      for (let row = 0; row < size[1]; row++) {
        data.set(rows.subarray(row * bytes, (row + 1) * bytes), ((top + row) * width + left) * 4);
      }
    }
  }
  return { data, width, height };
}

function readPiece(bitmap: ImageBitmap): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives no 2D canvas.");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return (hasAlpha(data) && readThroughTexture(bitmap)) || data;
}

function hasAlpha(data: Uint8ClampedArray): boolean {
  for (let index = 3; index < data.length; index += 4) if (data[index] !== 255) return true;
  return false;
}

/**
 * A canvas keeps colours multiplied by alpha, so what it gives back under transparency is rounded, and black where
 * nothing is seen. PIL's `convert("RGB")` gives what the file says. A WebGL texture does too.
 * `undefined` where there is no WebGL or the picture is larger than a texture may be.
 */
function readThroughTexture(bitmap: ImageBitmap): Uint8ClampedArray<ArrayBuffer> | undefined {
  const { width, height } = bitmap;
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!gl || Math.max(width, height) > gl.getParameter(gl.MAX_TEXTURE_SIZE)) return undefined;
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(
    gl.FRAMEBUFFER,
    gl.COLOR_ATTACHMENT0,
    gl.TEXTURE_2D,
    gl.getParameter(gl.TEXTURE_BINDING_2D),
    0,
  );
  const bytes = new Uint8Array(width * height * 4);
  if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE) {
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }
  const failed = gl.getError() !== gl.NO_ERROR;
  // Browsers keep sixteen contexts and drop the oldest: ours goes at once.
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return failed ? undefined : new Uint8ClampedArray(bytes.buffer);
}
