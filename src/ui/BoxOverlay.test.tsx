import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { BoxOverlay, type OverlaidBox } from "./BoxOverlay.tsx";

const pixels = { data: new Uint8ClampedArray(400), width: 10, height: 10 };
const boxOf = (id: string, side: number): OverlaidBox => ({
  ...{ id, tag: id, tone: 0 },
  ...{ xmin: 0, ymin: 0, xmax: side, ymax: side },
});

it("of boxes in one place the surest lies on top, as its name does, and small ones lie over large ones", () => {
  const boxes = [boxOf("surest", 4), boxOf("large", 8), boxOf("sure", 4), boxOf("small", 2)];
  const page = renderToStaticMarkup(
    <BoxOverlay pixels={pixels} label="picture" boxes={boxes} activeId={undefined} onActive={() => {}} />,
  );
  expect([...page.matchAll(/data-tag="(\w+)"/g)].map(([, id]) => id)).toEqual(["large", "sure", "surest", "small"]);
});
