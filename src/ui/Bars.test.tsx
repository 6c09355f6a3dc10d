import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Bars } from "./Bars.tsx";

test("bars are a table with a caption and a header for every row", () => {
  const html = renderToStaticMarkup(
    <Bars
      caption="Classes"
      labelHead="Class"
      valueHead="Score"
      rows={[{ id: "a", label: "cat", note: "puss", share: 1.4, text: "140%" }]}
    />,
  );
  expect(html).toContain("<caption");
  expect(html).toMatch(/<th scope="row">.*cat.*puss.*<\/th><td>140%<\/td>/);
  expect(html).toContain("width:100%");
});
