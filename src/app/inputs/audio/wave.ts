/** Formats of `WAVEFORMATEX` that browsers do not read, by their names. */
const unread: Readonly<Record<number, string>> = {
  2: "Microsoft ADPCM",
  17: "IMA ADPCM",
  32: "Yamaha ADPCM",
  34: "TrueSpeech",
  49: "GSM 6.10",
  64: "G.721 ADPCM",
};
const float = 3;
/** The format's number stands in the first bytes of what follows. */
const extensible = 0xfffe;

/** How a WAV file keeps its sound, where browsers do not read that; `undefined` for all other files. */
export function findUnreadEncoding(bytes: ArrayBuffer): string | undefined {
  const view = new DataView(bytes);
  const textAt = (at: number) =>
    at + 4 <= view.byteLength ? String.fromCharCode(...new Uint8Array(bytes, at, 4)) : undefined;
  if (textAt(0) !== "RIFF" || textAt(8) !== "WAVE") return undefined;
  for (let at = 12; at + 24 <= view.byteLength; at += 8 + view.getUint32(at + 4, true)) {
    if (textAt(at) !== "fmt ") continue;
    const tag = view.getUint16(at + 8, true);
    const isLong = tag === extensible && at + 34 <= view.byteLength;
    const format = isLong ? view.getUint16(at + 32, true) : tag;
    const bits = view.getUint16(at + 22, true);
    return format === float && bits > 32 ? `${bits}-bit float` : unread[format];
  }
  return undefined;
}
