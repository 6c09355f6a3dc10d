import { expect, test } from "vitest";
import { hypothesisOf } from "./hypothesis.ts";

test("the label goes where the braces are, whatever it holds", () => {
  expect(hypothesisOf("This example is {}.", "sports")).toBe("This example is sports.");
  expect(hypothesisOf("这是关于{}的。", "$& {}")).toBe("这是关于$& {}的。");
  expect(hypothesisOf("{{{0}}}", "a")).toBe("{a}");
});

test("a template without a place for the label is refused with what to do", () => {
  expect(() => hypothesisOf("This is nothing.", "a")).toThrow("needs {} where");
});
