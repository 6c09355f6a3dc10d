const pieceBytes = 1 << 22;
/** A page's begin, its version and its kind. */
const headBytes = 6;
const capture = [0x4f, 0x67, 0x67, 0x53, 0] as const;
const opensStream = 2;

/**
 * Whether an Ogg file is several sounds one behind the other, as recordings of radio are: of such a file, only the first
 * would be read.
 */
export async function isChained(file: Blob): Promise<boolean> {
  let isBegun = false;
  for (let at = 0; at < file.size; at += pieceBytes) {
    const bytes = new Uint8Array(await file.slice(at, at + pieceBytes + headBytes - 1).arrayBuffer());
    for (let place = bytes.indexOf(capture[0]); place >= 0; place = bytes.indexOf(capture[0], place + 1)) {
      if (place + headBytes > bytes.length || capture.some((byte, index) => bytes[place + index] !== byte)) continue;
      // Pages that open streams stand together at the begin of a sound.
      const isOpening = ((bytes[place + headBytes - 1] ?? 0) & opensStream) !== 0;
      if (isOpening && isBegun) return true;
      isBegun ||= !isOpening;
    }
  }
  return false;
}
