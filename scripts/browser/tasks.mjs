/** @typedef {{ name: string, pid: number, tid: number, tdur?: number }} TraceEvent */

/** By it the page's thread is found: a browser has pages of its own, whose tasks take longer than any of ours. */
const mark = "whose tasks are measured";

/**
 * The tasks of the page's thread while something is done, in ms of CPU time.
 * @param {import("@playwright/test").Page} page
 * @param {() => Promise<unknown>} work
 */
export async function tasksDuring(page, work) {
  const browser = page.context().browser();
  if (!browser) throw new Error("The page has no browser that could be traced.");
  const tracing = await browser.newBrowserCDPSession();
  await tracing.send("Tracing.start", {
    transferMode: "ReturnAsStream",
    traceConfig: { includedCategories: ["toplevel", "blink.user_timing"], recordMode: "recordAsMuchAsPossible" },
  });
  await page.evaluate((name) => void performance.mark(name), mark);
  await work();
  const completed = new Promise((settle) => tracing.once("Tracing.tracingComplete", settle));
  await tracing.send("Tracing.end");
  const { stream } = /** @type {{ stream: string }} */ (await completed);
  let text = "";
  for (;;) {
    const { data, eof, base64Encoded } = await tracing.send("IO.read", { handle: stream, size: 1 << 20 });
    text += base64Encoded ? Buffer.from(data, "base64").toString() : data;
    if (eof) break;
  }
  await tracing.detach();
  /** @type {readonly TraceEvent[]} */
  const events = JSON.parse(text).traceEvents;
  const own = events.find(({ name }) => name === mark);
  if (!own) throw new Error("The page's thread is not in the trace.");
  return events
    .filter(({ name, pid, tid }) => /RunTask$/.test(name) && pid === own.pid && tid === own.tid)
    .map(({ tdur = 0 }) => tdur / 1000);
}
