import { describe, expect, test } from "vitest";
import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import type { Pixels } from "../../../../shared/media.ts";
import { floatTensor } from "../../../../shared/tensor.ts";
import { markOf } from "../../vision/run/kept.ts";
import { createAlbum, type Looking } from "./album.ts";

const width = 2;

type OfSize = (media: readonly Pixels[]) => number;

/** A picture of one pixel for each place; the encoder gives its level twice, and sees one place in a pass. */
function setUp(perPass = 1, sharedSizeOf?: OfSize) {
  const progress: string[] = [];
  const told = { looks: 0, prepared: 0, progress };
  const album = createAlbum(
    {
      ...(sharedSizeOf && { sharedSizeOf }),
      prepare(picture, sharedSize = 0): PreparedImage {
        told.prepared += 1;
        const size = { width: picture.width, height: picture.height };
        const values = Float32Array.from(
          { length: picture.width },
          (_, place) => (picture.data[place * 4] ?? 0) + sharedSize,
        );
        const geometry = { original: size, input: size, place: { left: 0, top: 0, ...size } };
        return { pixelValues: floatTensor(values, [1, 1, 1, picture.width]), geometry };
      },
      spell: ({ geometry }) => ({ text: "_".repeat(geometry.input.width), places: geometry.input.width }),
      looks: ({ pixelValues }) => Array.from(pixelValues.data, (level) => ({ pixel_values: levelOf(level) })),
    },
    {
      outputNames: ["image_features"],
      async run({ pixel_values: seen }) {
        told.looks += 1;
        const level = seen && "data" in seen ? Number(seen.data[0]) : 0;
        return { image_features: floatTensor(new Float32Array(width * perPass).fill(level), [1, perPass, width]) };
      },
    },
    markOf,
    () => told.looks * 10,
  );
  const looking: Looking = {
    signal: new AbortController().signal,
    progress: (done, total) => void told.progress.push(`${done}/${total}`),
  };
  return { album, told, looking };
}

function levelOf(level: number) {
  return floatTensor(Float32Array.of(level), [1]);
}

function pictureOf(...levels: readonly number[]): Pixels {
  return {
    data: Uint8ClampedArray.from(levels.flatMap((level) => [level, 0, 0, 255])),
    width: levels.length,
    height: 1,
  };
}

describe("the pictures of a conversation", () => {
  test("are prepared and looked at once, for all turns that they are part of", async () => {
    const { album, told, looking } = setUp();
    const [first, second] = [pictureOf(1, 2), pictureOf(3)];
    album.lay([first], looking);
    expect([...(await album.vectorsAt(0, 2, width))]).toEqual([1, 1, 2, 2]);
    expect(album.lookedMs).toBe(20);
    album.lay([first, second], looking);
    expect([...(await album.vectorsAt(1, 2, width))]).toEqual([2, 2, 3, 3]);
    expect(album.lookedMs).toBe(10);
    expect(told).toEqual({ looks: 3, prepared: 2, progress: ["0/2", "1/2", "2/2", "0/1", "1/1"] });
  });

  test("are looked at only when their places are read", async () => {
    const { album, told, looking } = setUp();
    const pages = album.lay([pictureOf(1, 2), pictureOf(3)], looking);
    expect(pages.map(({ spelling }) => spelling.places)).toEqual([2, 1]);
    expect(told.looks).toBe(0);
    await album.vectorsAt(2, 1, width);
    expect(told.looks).toBe(1);
  });

  test("may be the same twice, and are one then", async () => {
    const { album, told, looking } = setUp();
    const [one, other] = album.lay([pictureOf(5), pictureOf(5)], looking);
    expect(one?.sign).toBe(other?.sign);
    expect([...(await album.vectorsAt(0, 2, width))]).toEqual([5, 5, 5, 5]);
    expect(told.looks).toBe(1);
  });

  test("go with the conversation", async () => {
    const { album, told, looking } = setUp();
    album.lay([pictureOf(1)], looking);
    await album.vectorsAt(0, 1, width);
    album.lay([], looking);
    album.lay([pictureOf(1)], looking);
    await album.vectorsAt(0, 1, width);
    album.drop();
    expect([...(await album.vectorsAt(0, 1, width))]).toEqual([0, 0]);
    expect(told.looks).toBe(2);
  });

  test("are looked at anew where all are taken by the largest, and a larger one has come", async () => {
    const { album, told, looking } = setUp(1, (media) => Math.max(...media.map(({ width }) => width)));
    const [first, second, largest] = [pictureOf(10, 20), pictureOf(30), pictureOf(40, 50, 60)];
    const [alone] = album.lay([first], looking);
    expect([...(await album.vectorsAt(0, 1, width))]).toEqual([12, 12]);
    expect(album.lay([first, second], looking)[0]?.sign).toBe(alone?.sign);
    expect(told.prepared).toBe(2);
    expect(album.lay([first, second, largest], looking)[0]?.sign).not.toBe(alone?.sign);
    expect([...(await album.vectorsAt(0, 3, width))]).toEqual([13, 13, 23, 23, 33, 33]);
  });

  test("give nothing behind the last place", async () => {
    const { album, looking } = setUp();
    album.lay([pictureOf(1)], looking);
    expect([...(await album.vectorsAt(0, 2, width))]).toEqual([1, 1, 0, 0]);
  });
});

test("a stop is seen between two passes, and what was seen until then does not count", async () => {
  const { album, told } = setUp();
  const abort = new AbortController();
  const stopping: Looking = { signal: abort.signal, progress: (done) => done === 1 && abort.abort() };
  album.lay([pictureOf(1, 2, 3)], stopping);
  await expect(album.vectorsAt(0, 3, width)).rejects.toThrow("stopped");
  expect(() => album.lay([pictureOf(1)], stopping)).toThrow("stopped");
  const { looking } = setUp();
  album.lay([pictureOf(1, 2, 3)], looking);
  expect([...(await album.vectorsAt(0, 3, width))]).toEqual([1, 1, 2, 2, 3, 3]);
  expect(told.looks).toBe(2 + 3);
});

test("an encoder that gives more or less than the places is another model's", async () => {
  const { album, looking } = setUp(2);
  album.lay([pictureOf(1)], looking);
  await expect(album.vectorsAt(0, 1, width)).rejects.toThrow("4 numbers");
});
