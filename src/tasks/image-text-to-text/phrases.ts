import type { Phrases } from "../phrases.ts";

/** The middle of the picture, in the thousandths that Florence-2 counts places in. */
const middle = "<loc_250><loc_250><loc_750><loc_750>";

/** Florence-2's tasks (`prompts.ts`), by what one gets. */
export const phrases: Phrases = {
  isFor: (family) => /florence/i.test(family),
  groups: [
    {
      word: "phrase.describe",
      phrases: [
        { name: "<CAPTION>", word: "phrase.caption" },
        { name: "<DETAILED_CAPTION>", word: "phrase.detailed" },
        { name: "<MORE_DETAILED_CAPTION>", word: "phrase.paragraph" },
      ],
    },
    {
      word: "phrase.find",
      phrases: [
        { name: "<OD>", word: "phrase.objects" },
        { name: "<DENSE_REGION_CAPTION>", word: "phrase.dense" },
        { name: "<REGION_PROPOSAL>", word: "phrase.proposals" },
        { name: "<CAPTION_TO_PHRASE_GROUNDING>", word: "phrase.grounding", beside: "A cat lies on a sofa" },
        { name: "<OPEN_VOCABULARY_DETECTION>", word: "phrase.named", beside: "cat" },
        { name: "<REFERRING_EXPRESSION_SEGMENTATION>", word: "phrase.outline", beside: "the cat" },
      ],
    },
    {
      word: "phrase.read",
      phrases: [
        { name: "<OCR>", word: "phrase.ocr" },
        { name: "<OCR_WITH_REGION>", word: "phrase.ocr-places" },
      ],
    },
    {
      word: "phrase.region",
      phrases: [
        { name: "<REGION_TO_CATEGORY>", word: "phrase.region-category", beside: middle },
        { name: "<REGION_TO_DESCRIPTION>", word: "phrase.region-description", beside: middle },
        { name: "<REGION_TO_SEGMENTATION>", word: "phrase.region-outline", beside: middle },
        { name: "<REGION_TO_OCR>", word: "phrase.region-ocr", beside: middle },
      ],
    },
  ],
};
