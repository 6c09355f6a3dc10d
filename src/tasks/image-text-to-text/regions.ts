import * as v from "valibot";
import type { AnswerKind } from "./prompts.ts";

const Box = v.array(v.number());
const Labels = v.array(v.string());

/**
 * Where things are, as Python's `post_process_generation` gives them, in whole pixels of the picture: boxes of two
 * corners, quadrangles and polygons as x and y by turns, and in the same places what each is.
 */
export const Regions = v.object({
  bboxes: v.optional(v.array(Box)),
  quad_boxes: v.optional(v.array(Box)),
  /** Of each thing one polygon or more. */
  polygons: v.optional(v.array(v.array(Box))),
  labels: v.optional(Labels),
  bboxes_labels: v.optional(Labels),
  polygons_labels: v.optional(Labels),
});
export type Regions = v.InferOutput<typeof Regions>;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface ReadSettings {
  /** Of `phrase_grounding`: phrases that name nothing. */
  readonly banned: ReadonlySet<string>;
}

/** Places lie on a grid of so many columns and rows, whatever the picture's size. */
const bins = 1000;
const place = "<loc_\\d+>";
const mark = `(?:${place}|<sep>|<poly>|</poly>)`;

/**
 * Python's `Florence2PostProcessor`, for what the model wrote with its special tokens in place. Labels lose what is not
 * ASCII where Python takes it away.
 */
export function readAnswer(written: string, kind: AnswerKind, size: Size, { banned }: ReadSettings): string | Regions {
  if (kind === "pure_text") return written.replaceAll("<s>", "").replaceAll("</s>", "").trim();
  const text = written.replace(/<s>|<\/s>|<pad>/g, "");
  switch (kind) {
    case "ocr":
      return quadsIn(text, size);
    case "phrase_grounding":
      return boxesIn(text, size, (phrase) => !banned.has(phrase));
    case "description_with_bboxes":
      return boxesIn(text, size);
    case "bboxes":
      return boxesIn(text, size, undefined, "");
    case "polygons":
      return polygonsIn(text, size, "");
    default: {
      const { labels = [], ...found } = text.includes("<poly>") ? polygonsIn(text, size) : boxesIn(text, size);
      return {
        bboxes: [],
        polygons: [],
        ...found,
        bboxes_labels: found.bboxes ? labels : [],
        polygons_labels: found.polygons ? labels : [],
      };
    }
  }
}

function quadsIn(text: string, size: Size): Regions {
  const found = Array.from(text.matchAll(new RegExp(`(.+?)(${place.repeat(8)})`, "g")));
  return {
    quad_boxes: found.map(([, , places = ""]) => pixelsOf(places, size)),
    labels: found.map(([, words = ""]) => words.trim()),
  };
}

/** @param words before the places; empty where there are none */
function boxesIn(text: string, size: Size, isNamed = (_phrase: string) => true, words = "[^<]+"): Regions {
  const bboxes: number[][] = [];
  const labels: string[] = [];
  for (const [phrase] of text.matchAll(new RegExp(`${words}(?:${place}){4,}`, "g"))) {
    const label = labelOf(phrase, /^\s*(.*?)(?=<loc_)/);
    if (label === undefined || !isNamed(label)) continue;
    for (const [places] of phrase.matchAll(new RegExp(place.repeat(4), "g"))) {
      bboxes.push(pixelsOf(places, size));
      labels.push(toAscii(label));
    }
  }
  return { bboxes, labels };
}

function polygonsIn(text: string, size: Size, words = "[^<]+"): Regions {
  const polygons: number[][][] = [];
  const labels: string[] = [];
  for (const [phrase] of text.matchAll(new RegExp(`${words}${mark}{4,}`, "g"))) {
    const label = labelOf(phrase.replace(/^<loc_\d+>/, ""), /^\s*(.*?)(?=<loc_|<poly>)/);
    if (label === undefined) continue;
    const isMarked = phrase.includes("<poly>") && phrase.includes("</poly>");
    const things = isMarked ? Array.from(phrase.matchAll(/<poly>(.*?)<\/poly>/g), ([, inner = ""]) => inner) : [phrase];
    for (const thing of things) {
      const outlines = Array.from(thing.matchAll(new RegExp(`((?:${place})+)(?:<sep>|$)`, "g")), ([, places = ""]) =>
        pixelsOf(places, size),
      );
      if (outlines.length === 0) continue;
      polygons.push(outlines);
      labels.push(label);
    }
  }
  return { polygons, labels };
}

function labelOf(phrase: string, pattern: RegExp): string | undefined {
  return pattern.exec(phrase)?.[0].trim();
}

/** The middles of the grid's cells, x and y by turns; one that is left over falls away. PyTorch counts in float32. */
function pixelsOf(places: string, { width, height }: Size): number[] {
  const found = Array.from(places.matchAll(/\d+/g), ([digits]) => Number(digits));
  return found.slice(0, found.length - (found.length % 2)).map((bin, index) => {
    const step = Math.fround((index % 2 === 0 ? width : height) / bins);
    return Math.trunc(Math.fround((bin + 0.5) * step));
  });
}

function toAscii(label: string): string {
  return Array.from(label)
    .filter((character) => character.charCodeAt(0) < 128)
    .join("");
}
