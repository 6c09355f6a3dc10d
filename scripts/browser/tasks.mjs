/** @typedef {{ name: string, pid: number, tid: number, tdur?: number, args?: { name?: string } }} TraceEvent */

/**
 * The tasks of the page's thread while something is done, in ms of CPU time.
 * @param {import("@playwright/test").Browser} browser
 * @param {() => Promise<unknown>} work
 */
export async function tasksDuring(browser, work) {
  const tracing = await browser.newBrowserCDPSession();
  await tracing.send("Tracing.start", {
    transferMode: "ReturnAsStream",
    traceConfig: { includedCategories: ["toplevel", "__metadata"], recordMode: "recordAsMuchAsPossible" },
  });
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
  const main = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return events
    .filter(({ name, pid, tid }) => /RunTask$/.test(name) && main.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
}
