import * as v from "valibot";
import { expect, test } from "vitest";
import { Pixels } from "../../shared/media.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

const cat = { label: "cat", score: Math.fround(0.98), box: { xmin: 20, ymin: 10, xmax: 76, ymax: 54 } };

test("the JSON is what is shown now, in whole pixels", async () => {
  const options = { threshold: 0.65, ignore_labels: ["traffic light"] };
  expect(await jsonOf(visualizer, fixture.final, options)).toEqual([cat]);
  expect(await jsonOf(visualizer, fixture.final, { threshold: 0.99, ignore_labels: [] })).toEqual([]);
});

test("each box stands over the picture and in the table, and a class that is off keeps its button", () => {
  const options = { threshold: 0.5, ignore_labels: ["traffic light"] };
  const html = drawn(visualizer, fixture.final, { options });
  expect(html.match(/data-tone="\d" data-active/g)).toHaveLength(2);
  expect(html.match(/<tr/g)).toHaveLength(3);
  expect(html).toMatch(/aria-pressed="false"><span[^>]*><\/span>detection.class-count/);
});

test("boxes of a picture that was scaled lie in the pixels of the one that was given", () => {
  const { image } = v.parse(v.object({ image: Pixels }), fixture.final.input);
  const { width, height } = image;
  const options = { threshold: 0.5, ignore_labels: ["traffic light"] };
  const placesIn = (html: string) => html.match(/left:[\d.]+%/g) ?? [];
  const whole = placesIn(drawn(visualizer, fixture.final, { options }));
  const input = { image: { ...image, original: { width: width * 2, height: height * 2 } } };
  const scaled = placesIn(drawn(visualizer, { ...fixture.final, input }, { options }));
  const shares = (places: readonly string[]) => places.map((place) => Number.parseFloat(place.slice(5)));
  expect(whole.length).toBeGreaterThan(0);
  expect(shares(scaled)).toEqual(shares(whole).map((share) => expect.closeTo(share / 2, 6)));
});

test("what is surest stands first, whatever the model's order", () => {
  const output = {
    labels: ["cat", "dog", "person"],
    classes: Uint16Array.of(0, 1, 2),
    scores: Float32Array.of(0.6, 0.9, 0.8),
    boxes: new Float32Array(12),
  };
  const html = drawn(visualizer, { ...fixture.final, output });
  expect([...html.matchAll(/aria-pressed="false">([a-z ]+)<\/button>/g)].map(([, label]) => label)).toEqual([
    "dog",
    "person",
    "cat",
  ]);
});

test("where nothing is shown the page says why", () => {
  expect(drawn(visualizer, fixture.empty)).toContain("detection.empty");
  expect(drawn(visualizer, fixture.final, { options: { threshold: 0.99, ignore_labels: [] } })).toContain(
    "detection.lower",
  );
  const options = { threshold: 0.5, ignore_labels: ["cat", "traffic light"] };
  expect(drawn(visualizer, fixture.final, { options })).toContain("detection.all-off");
});
