/** Texts stay crisp, and all pictures together stay below 6 MB. */
const quality = 0.82;

/**
 * Chromium takes PNG only, and draws WebP in a canvas.
 * @param {import("@playwright/test").Page} page any page of its own
 * @param {Buffer} png
 * @returns {Promise<Buffer>}
 */
export async function toWebp(page, png) {
  const address = await page.evaluate(
    async ([base64, level]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", level);
    },
    /** @type {const} */ ([png.toString("base64"), quality]),
  );
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}
