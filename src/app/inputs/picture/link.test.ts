import { afterEach, expect, it, vi } from "vitest";
import { createFakeClock } from "../../../shared/testing/clock.ts";
import { fetchPicture } from "./link.ts";

afterEach(() => vi.unstubAllGlobals());

/** A host that answers at once, and sends a byte as often as it is told to. */
function createHost() {
  let send = (_: number): void => {};
  let end = (): void => {};
  vi.stubGlobal("fetch", async (_: URL, { signal }: RequestInit) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (byte) => controller.enqueue(Uint8Array.of(byte));
        end = () => controller.close();
        signal?.addEventListener("abort", () => controller.error(signal.reason));
      },
    });
    return new Response(body, { headers: { "content-type": "image/png" } });
  });
  return { send: (byte: number) => send(byte), end: () => end() };
}

it("a picture that takes minutes is taken, as long as it keeps coming", async () => {
  const host = createHost();
  const clock = createFakeClock();
  const picture = fetchPicture("https://some.test/cat.png", new AbortController().signal, clock);
  for (const byte of [1, 2, 3]) {
    await clock.advance(14_000);
    host.send(byte);
  }
  await clock.advance(14_000);
  host.end();
  const { name, type, size } = await picture;
  expect([name, type, size, clock.pendingCount]).toEqual(["cat.png", "image/png", 3, 0]);
});

it("a host that falls silent in the middle is told as silent", async () => {
  const host = createHost();
  const clock = createFakeClock();
  const picture = fetchPicture("https://some.test/cat.png", new AbortController().signal, clock);
  const told = expect(picture).rejects.toMatchObject({ code: "link-silent" });
  await clock.advance(1_000);
  host.send(1);
  await clock.advance(31_000);
  await told;
});

it("a reader who leaves is not told of silence", async () => {
  createHost();
  const clock = createFakeClock();
  const left = new AbortController();
  const picture = fetchPicture("https://some.test/cat.png", left.signal, clock);
  const told = expect(picture).rejects.toMatchObject({ code: "link-refused" });
  await clock.advance(1_000);
  left.abort();
  await told;
});
