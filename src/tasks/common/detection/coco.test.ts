import { expect, test } from "vitest";
import { toCoco } from "./coco.ts";

test("COCO has boxes as left, top, width and height, and classes by number", () => {
  const box = { xmin: 4, ymin: 6, xmax: 24, ymax: 16 };
  const file = toCoco(
    [
      { label: "dog", score: 0.5, box },
      { label: "cat", score: 0.75, box },
    ],
    { width: 64, height: 48 },
  );
  expect(file).toMatchObject({
    images: [{ id: 1, width: 64, height: 48 }],
    categories: [
      { id: 1, name: "cat" },
      { id: 2, name: "dog" },
    ],
    annotations: [
      { id: 1, image_id: 1, category_id: 2, bbox: [4, 6, 20, 10], area: 200, score: 0.5 },
      { id: 2, image_id: 1, category_id: 1, bbox: [4, 6, 20, 10], area: 200, score: 0.75 },
    ],
  });
});
