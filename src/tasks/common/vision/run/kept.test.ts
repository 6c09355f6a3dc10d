import { expect, test } from "vitest";
import type { Pixels } from "../../../../shared/media.ts";
import { samplePicture } from "../sample.ts";
import { createKept, markOf } from "./kept.ts";

const copyOf = ({ data, width, height }: Pixels): Pixels => ({ data: data.slice(), width, height });

function changed(picture: Pixels, place: number, by: number): Pixels {
  const copy = copyOf(picture);
  copy.data[place] = ((copy.data[place] ?? 0) + by) % 256;
  return copy;
}

test("what was made of a picture serves for a copy of it, and only the last is kept", async () => {
  const kept = createKept<string, number>(Object.is);
  let made = 0;
  const make = () => ++made;
  const given = (picture: Pixels) => kept.of(markOf(picture), make);
  const [one, other] = [samplePicture(9, 5), samplePicture(9, 6)];
  expect([await given(one), await given(copyOf(one))]).toEqual([1, 1]);
  expect([await given(other), await given(other), await given(one)]).toEqual([2, 2, 3]);
});

test("one level of one channel, another shape of the same bytes, or two changed pixels make another picture", async () => {
  const picture = samplePicture(8, 4);
  const turned = { ...copyOf(picture), width: 4, height: 8 };
  const others = [turned, changed(changed(picture, 3, 128), 7, 128)];
  for (let place = 0; place < picture.data.length; place++) others.push(changed(picture, place, 1));
  for (const other of others) {
    const kept = createKept<string, string>(Object.is);
    await kept.of(markOf(picture), () => "first");
    expect(await kept.of(markOf(other), () => "other")).toBe("other");
  }
});

test("pixels that begin at an odd place of their buffer are read as they are", async () => {
  const picture = samplePicture(3, 3);
  const data = new Uint8ClampedArray(new ArrayBuffer(37), 1);
  data.set(picture.data);
  const kept = createKept<string, string>(Object.is);
  await kept.of(markOf(picture), () => "first");
  expect(await kept.of(markOf({ ...picture, data }), () => "other")).toBe("first");
});
