import { expect, it } from "vitest";
import { strftime } from "./strftime.ts";

it("writes a date as Python's strftime", () => {
  const date = new Date(2026, 2, 5, 0, 8, 9);
  expect(strftime(date, "%a %A %b %B %d %-d %H %I %j %m %-m %M %p %S %y %Y %%")).toBe(
    "Thu Thursday Mar March 05 5 00 12 064 03 3 08 AM 09 26 2026 %",
  );
  expect(strftime(new Date(2024, 11, 31, 13, 0, 0), "%j %I %p")).toBe("366 01 PM");
});
