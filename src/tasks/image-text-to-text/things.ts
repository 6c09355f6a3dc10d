import type { Regions } from "./regions.ts";

/** One thing in a picture, by its box; of a polygon or a quadrangle the box around it. Sides in pixels. */
export interface Thing {
  readonly label: string;
  readonly xmin: number;
  readonly ymin: number;
  readonly xmax: number;
  readonly ymax: number;
  readonly outlines?: readonly (readonly number[])[];
}

/** Everything that an answer places in the picture, in its order. */
export function thingsIn(regions: Regions): readonly Thing[] {
  const { bboxes = [], quad_boxes: quads = [], polygons = [], labels = [] } = regions;
  const { bboxes_labels: boxLabels = labels, polygons_labels: polygonLabels = labels } = regions;
  return [
    ...bboxes.map(([xmin = 0, ymin = 0, xmax = 0, ymax = 0], index) => ({
      ...{ label: boxLabels[index] ?? "", xmin, ymin, xmax, ymax },
    })),
    ...quads.map((quad, index) => outlined(labels[index] ?? "", [quad])),
    ...polygons.map((outlines, index) => outlined(polygonLabels[index] ?? "", outlines)),
  ];
}

function outlined(label: string, outlines: readonly (readonly number[])[]): Thing {
  const places = outlines.flat();
  const sides = [0, 1].map((axis) => outlines.flatMap((outline) => outline.filter((_, at) => at % 2 === axis)));
  const [across = [], down = []] = sides;
  if (places.length === 0) return { label, xmin: 0, ymin: 0, xmax: 0, ymax: 0, outlines };
  return {
    ...{ label, outlines },
    xmin: Math.min(...across),
    ymin: Math.min(...down),
    xmax: Math.max(...across),
    ymax: Math.max(...down),
  };
}
