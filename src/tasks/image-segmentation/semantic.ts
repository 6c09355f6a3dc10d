import type { Size } from "../../shared/image/size.ts";
import { strongestOf } from "../../shared/image/strongest.ts";
import type { Queries } from "./queries.ts";
import type { Regions } from "./regions.ts";

/**
 * A class for every pixel: `post_process_semantic_segmentation`, the classes that occur in the order of their numbers.
 * @param logits [classes, from.height, from.width]
 */
export function semanticOf(logits: Float32Array, classes: number, from: Size, picture: Size): Regions {
  const map = strongestOf(logits, classes, from, picture);
  const occurs = new Uint8Array(classes);
  for (const place of map) occurs[place] = 1;
  const places = [...occurs.keys()].filter((place) => occurs[place] === 1);
  const numbers = new Uint16Array(classes);
  places.forEach((place, index) => {
    numbers[place] = index + 1;
  });
  for (let pixel = 0; pixel < map.length; pixel++) map[pixel] = numbers[map[pixel] ?? 0] ?? 0;
  const { width, height } = picture;
  return { map, width, height, found: places.map((place) => ({ place, score: null })) };
}

/** Below it a share changes no sum of shares in float32, which is what Python adds up. */
const negligible = 1e-9;

/** What queries say of each class at each pixel, [classes, height, width]: their masks, weighed by how sure each is of it. */
export function classMapsOf({ shares, count, classes, masks, size }: Queries): Float32Array {
  const plane = size.width * size.height;
  const maps = new Float32Array(classes * plane);
  for (let query = 0; query < count; query++) {
    const mask = masks.probabilities(query);
    for (let place = 0; place < classes; place++) {
      const share = shares[query * (classes + 1) + place] ?? 0;
      if (share < negligible) continue;
      const at = place * plane;
      for (let pixel = 0; pixel < plane; pixel++) {
        maps[at + pixel] = (maps[at + pixel] ?? 0) + share * (mask[pixel] ?? 0);
      }
    }
  }
  return maps;
}
