import { expect, test } from "vitest";
import { percentText } from "./number.ts";

test("what is almost nothing does not read as nothing", () => {
  expect([0.8731, 0.0002, 0, 1].map((share) => percentText(share, "en"))).toEqual(["87.3%", "<0.1%", "0.0%", "100.0%"]);
});
