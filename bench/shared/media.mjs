import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../scripts/shared/root.mjs";
import { openBrowser } from "./browser.mjs";

/**
 * A JPEG of a real photo, enlarged; drawn by the browser.
 * @param {number} megapixels 4 to 3
 */
export async function photo(megapixels) {
  const [width, height] = [4, 3].map((side) => Math.round(side * Math.sqrt((megapixels * 1e6) / 12)));
  const source = readFileSync(path.join(root, "public", "examples", "astronaut.jpg")).toString("base64");
  const browser = await openBrowser();
  const page = await browser.newPage();
  const base64 = await page.evaluate(
    async ([source, width, height]) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${source}`)).blob());
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
      const bytes = new Uint8Array(
        await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer(),
      );
      let text = "";
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    },
    /** @type {const} */ ([source, width ?? 1, height ?? 1]),
  );
  await browser.close();
  return { name: `${megapixels}mp.jpg`, mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}

/**
 * A WAV said again and again until it is as long as asked; a file on the disk until this process ends, since Playwright hands
 * no more than 50 MB over, where an hour takes 115.
 * @param {string} file 16-bit PCM with a header of 44 bytes
 * @param {number} seconds
 * @returns {string} its path
 */
export function longSound(file, seconds) {
  const wav = readFileSync(file);
  const bytesPerSecond = wav.readUInt32LE(28);
  const once = wav.subarray(44);
  const sound = Buffer.alloc(44 + Math.round(seconds * bytesPerSecond));
  wav.copy(sound, 0, 0, 44);
  for (let at = 44; at < sound.length; at += once.length) once.copy(sound, at);
  sound.writeUInt32LE(sound.length - 8, 4);
  sound.writeUInt32LE(sound.length - 44, 40);
  const folder = mkdtempSync(path.join(tmpdir(), "long-sound-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const long = path.join(folder, `${seconds}s.wav`);
  writeFileSync(long, sound);
  return long;
}
