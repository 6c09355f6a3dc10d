import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

test("cells with a comma, a quote or a line end are quoted", () => {
  expect(
    toCsv([
      ["text", "score"],
      ['say "hi", now', 0.5],
      ["two\nlines", -1],
    ]),
  ).toBe('text,score\r\n"say ""hi"", now",0.5\r\n"two\nlines",-1\r\n');
});
