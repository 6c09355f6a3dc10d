import { expect, it } from "vitest";
import { bytesOf } from "./answers.ts";

/** A body that comes in two pieces. */
const answer = (headers: Record<string, string>) =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(Uint8Array.of(1, 2, 3));
        controller.enqueue(Uint8Array.of(4, 5));
        controller.close();
      },
    }),
    { headers },
  );

it.each([
  ["as long as it was told to be", { "content-length": "5" }],
  ["shorter", { "content-length": "9" }],
  ["longer, as a compressed one is", { "content-length": "2", "content-encoding": "gzip" }],
  ["of a length that nobody told", {}],
  ["longer than told", { "content-length": "4" }],
])("a file is read whole that is %s", async (_what, headers) => {
  expect([...(await bytesOf(answer(headers)))]).toEqual([1, 2, 3, 4, 5]);
});

it("an error on the way is handed on as it is", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new RangeError("cut")) });
  await expect(bytesOf(new Response(broken))).rejects.toThrow(new RangeError("cut"));
});
