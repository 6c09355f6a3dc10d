import type { Size } from "../../../shared/image/size.ts";

/** What the head of a picture says of its size, before anything is decoded; `undefined` for formats that we do not look into. */
export function findPictureSize(head: ArrayBuffer): Size | undefined {
  const view = new DataView(head);
  try {
    if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (view.getUint32(0) === 0x47494638) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (view.getUint16(0) === 0x424d) {
      // Rows of a BMP may go upwards, which a negative height says.
      return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
    }
    if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  } catch (reason) {
    // The head ends early: the decoder will say what is wrong.
    if (!(reason instanceof RangeError)) throw reason;
  }
  return undefined;
}

/** Of the first frame header: SOF0 to SOF15, but for the tables and the arithmetic conditioning among them. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
  }
  return undefined;
}
