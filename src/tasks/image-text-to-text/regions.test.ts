import * as v from "valibot";
import { expect, test } from "vitest";
import golden from "./regions.golden.json";
import { Regions, readAnswer } from "./regions.ts";

const Cases = v.array(
  v.object({
    written: v.string(),
    kind: v.picklist([
      "bboxes",
      "description_with_bboxes",
      "description_with_bboxes_or_polygons",
      "ocr",
      "phrase_grounding",
      "polygons",
      "pure_text",
    ]),
    size: v.tuple([v.number(), v.number()]),
    answer: v.union([v.string(), Regions]),
  }),
);

test.each(v.parse(Cases, golden))("$written is read as Python reads it ($kind, $size)", (asked) => {
  const [width, height] = asked.size;
  const answer = readAnswer(asked.written, asked.kind, { width, height }, { banned: new Set(["it"]) });
  expect(answer).toEqual(asked.answer);
});
