import { expect, test } from "vitest";
import { encodeLongWav, encodeWav } from "./wav.ts";

test("a sound is written as 16-bit PCM, clipped to -1..1", async () => {
  const blob = encodeWav({ samples: Float32Array.of(0, 1, -1, 2), samplingRate: 16_000 });
  const view = new DataView(await blob.arrayBuffer());
  expect(view.byteLength).toBe(52);
  expect(view.getUint32(24, true)).toBe(16_000);
  expect([0, 1, 2, 3].map((index) => view.getInt16(44 + index * 2, true))).toEqual([0, 32_767, -32_767, 32_767]);
});

test("a long sound that is written in pieces is the same file", async () => {
  const sound = { samples: Float32Array.from({ length: 1_100_001 }, (_, at) => Math.sin(at)), samplingRate: 16_000 };
  const [pieces, whole] = [await encodeLongWav(sound), encodeWav(sound)];
  expect([pieces.type, pieces.size]).toEqual([whole.type, whole.size]);
  expect(Buffer.from(await pieces.arrayBuffer()).equals(Buffer.from(await whole.arrayBuffer()))).toBe(true);
});
