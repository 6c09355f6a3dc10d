/** Of a drawing that names no size. */
const usualSide = 512;

/**
 * A drawing (SVG) at the size that it names itself. Browsers decode none by `createImageBitmap`, but draw it from an element, where
 * it runs no script and fetches nothing.
 * @throws DOMException where it is damaged
 */
export async function rasterise(file: Blob): Promise<ImageBitmap> {
  const drawn = new Blob([file], { type: "image/svg+xml" });
  const image = new Image();
  const url = URL.createObjectURL(drawn);
  try {
    image.src = url;
    await image.decode();
    const [width, height] = [image.naturalWidth || usualSide, image.naturalHeight || usualSide];
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return canvas.transferToImageBitmap();
  } finally {
    URL.revokeObjectURL(url);
  }
}
