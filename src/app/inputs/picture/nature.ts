import { type Beginnings, findFormat } from "../../../shared/magic.ts";

/** What decides how a picture is read, or what is to be said of it. */
export type Nature = "moving" | "drawn" | "heic";

/**
 * What the head of a picture tells beside its size: whether it moves, whether it is a drawing (SVG) or a HEIC.
 * @param head the first bytes; a moving GIF shows itself by its second frame, or by its loop
 */
export function findNature(head: ArrayBuffer): Nature | undefined {
  const view = new DataView(head);
  try {
    if (wordAt(view, 0) === "GIF8") return isMovingGif(view) ? "moving" : undefined;
    if (wordAt(view, 0) === "RIFF" && wordAt(view, 8) === "WEBP") {
      return wordAt(view, 12) === "VP8X" && (view.getUint8(20) & 2) !== 0 ? "moving" : undefined;
    }
    if (view.getUint32(0) === 0x89504e47) return isMovingPng(view) ? "moving" : undefined;
    if (wordAt(view, 4) === "ftyp") return ofBrand(wordAt(view, 8));
    if (/^\uFEFF?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/.test(textOf(head)))
      return "drawn";
  } catch (reason) {
    // The head ends early: the decoder will say what is wrong.
    if (!(reason instanceof RangeError)) throw reason;
  }
  return undefined;
}

/** How files begin that are pictures, or look like some to a reader, and that most browsers do not read. */
const unread: Beginnings = {
  // Cameras write their raw files as TIFF.
  "TIFF / RAW": ["II*\0", "MM\0*", "II+\0", "IIU\0", "IIRO", "FUJIFILM"],
  "Photoshop (PSD)": ["8BPS", "8BPB"],
  PDF: ["%PDF"],
  "PostScript (EPS)": ["%!PS", "\xC5\xD0\xD3\xC6"],
  "JPEG XL": ["\xFF\x0A", "\0\0\0\x0CJXL "],
  "JPEG 2000": ["\0\0\0\x0CjP  ", "\xFF\x4F\xFF\x51"],
};

/** What a file is that the browser could not read, by its first bytes. */
export function findUnreadFormat(head: ArrayBuffer): string | undefined {
  // Canon's CR3 lies in the container of a film, behind the length of its first box.
  return findFormat(head, unread) ?? findFormat(head.slice(4), { "RAW (CR3)": ["ftypcrx "] });
}

function wordAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** A drawing begins within its first lines; what is not UTF-8 is none. */
function textOf(head: ArrayBuffer): string {
  return new TextDecoder().decode(head.slice(0, 4096));
}

/** ISO/IEC 23008-12 for HEIC, AVIF for `avis`, a sequence. */
function ofBrand(brand: string): Nature | undefined {
  if (brand === "avis") return "moving";
  return ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"].includes(brand) ? "heic" : undefined;
}

function isMovingPng(view: DataView): boolean {
  for (let at = 8; ; at += 12 + view.getUint32(at)) {
    const type = wordAt(view, at + 4);
    if (type === "acTL") return true;
    if (type === "IDAT") return false;
  }
}

/** By the blocks of GIF89a: a second image, or where the head ends before it, the extension that says how often it loops. */
function isMovingGif(view: DataView): boolean {
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let loops = false;
  let images = 0;
  let at = 13 + tableBytes(view.getUint8(10));
  try {
    for (;;) {
      const kind = view.getUint8(at);
      if (kind === 0x2c) {
        if (++images > 1) return true;
        at += 11 + tableBytes(view.getUint8(at + 9));
      } else if (kind === 0x21) {
        loops ||= view.getUint8(at + 1) === 0xff && wordAt(view, at + 3) === "NETS";
        at += 2;
      } else return false;
      while (view.getUint8(at) > 0) at += 1 + view.getUint8(at);
      at++;
    }
  } catch (reason) {
    if (!(reason instanceof RangeError)) throw reason;
    return loops;
  }
}
