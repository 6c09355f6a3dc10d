import { expect, test } from "vitest";
import { frameOf, mergedOf, readingOf } from "./reading.ts";

test("labels are joined as Grounding DINO's processor joins them", () => {
  expect(mergedOf(["A cat", " a DOG "])).toBe("a cat. a dog.");
  expect(mergedOf(["a cat."])).toBe("a cat.");
});

test("a label has as many tokens as its family reads, also where the configuration leaves out what is the default", () => {
  const endless = { maxLength: Number.POSITIVE_INFINITY };
  expect(readingOf({ model_type: "owlvit", text_config: {} }, endless)).toEqual({ isApart: true, most: 16 });
  const text_config = { max_position_embeddings: 24 };
  expect(readingOf({ model_type: "owlv2", text_config }, endless)).toEqual({ isApart: true, most: 24 });
  expect(readingOf({ model_type: "grounding-dino", max_text_len: 128 }, { maxLength: 512 })).toEqual({
    isApart: false,
    most: 128,
  });
  expect(readingOf({ model_type: "grounding-dino" }, endless).most).toBe(256);
});

test("OWLv2 answers in the square that it pads the picture to", () => {
  expect(frameOf("Owlv2", { width: 30, height: 40 })).toEqual({ width: 40, height: 40 });
  expect(frameOf("OwlViT", { width: 30, height: 40 })).toEqual({ width: 30, height: 40 });
});
