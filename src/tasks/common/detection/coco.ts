import type { Size } from "../../../shared/image/size.ts";
import type { Detection } from "./detections.ts";

/** The format of the COCO data set, which annotation tools read: boxes as left, top, width and height. */
export function toCoco(detections: readonly Detection[], { width, height }: Size): unknown {
  const names = [...new Set(detections.map(({ label }) => label))].sort();
  return {
    images: [{ id: 1, width, height, file_name: "" }],
    categories: names.map((name, index) => ({ id: index + 1, name })),
    annotations: detections.map(({ label, score, box: { xmin, ymin, xmax, ymax } }, index) => ({
      id: index + 1,
      image_id: 1,
      category_id: names.indexOf(label) + 1,
      bbox: [xmin, ymin, xmax - xmin, ymax - ymin],
      area: (xmax - xmin) * (ymax - ymin),
      iscrowd: 0,
      score,
    })),
  };
}
