// What a first visit costs: LCP, blocking time and layout shift at 4x CPU throttle, without and with a slow link, beside a bare
// page in the same run.
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { headerSets } from "../scripts/serve/headers.mjs";
import { contentTypeOf } from "../scripts/serve/mime.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { median } from "./shared/statistics.mjs";

const root = path.resolve(import.meta.dirname, "..");
const rounds = Number(process.argv[2] ?? 5);
const throttle = 4;
/** In the unit that DevTools count in. */
const bytesPerSecond = (/** @type {number} */ megabits) => (megabits * 1e6) / 8;
/** The throttled processor behind each; the slow one is that of a mobile network of the fourth generation with few bars. */
const links = {
  "no network throttle": undefined,
  "1.6 Mbit/s, 150 ms": { offline: false, latency: 150, downloadThroughput: bytesPerSecond(1.6), uploadThroughput: -1 },
};
/** After `load` nothing is expected to move any more; the guard of the page's weight waits as long. */
const settleMs = 5_000;

/** Serves a folder as static hosts do, with its texts compressed: over a slow link that is most of the time. @param {string} folder */
async function serveCompressed(folder) {
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const server = http.createServer(({ url = "/" }, response) => {
    const [name = ""] = url.slice(1).split("?");
    const file = path.join(folder, name === "" ? "index.html" : name);
    if (!existsSync(file)) return response.writeHead(404).end();
    const content = packed.get(file) ?? gzipSync(readFileSync(file), { level: 9 });
    packed.set(file, content);
    const headers = { "content-encoding": "gzip", "content-type": contentTypeOf(file), ...headerSets.isolated };
    response.writeHead(200, headers).end(content);
  });
  await new Promise((settle) => server.listen(0, "127.0.0.1", () => settle(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

const app = await serveCompressed(process.argv[3] ?? path.join(root, "dist"));
const bare = await serveCompressed(path.join(root, "bench", "bare"));
const browser = await openBrowser();

/** Runs in the page, before anything of it. */
function record() {
  const seen = { lcpMs: 0, blockingMs: 0, shift: 0, shifted: /** @type {string[]} */ ([]) };
  Reflect.set(globalThis, "seen", seen);
  /** @param {string} type @param {(entry: any) => void} use */
  const observe = (type, use) =>
    new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true });
  observe("largest-contentful-paint", (entry) => {
    seen.lcpMs = entry.startTime;
  });
  // Of a task only what is over 50 ms holds up an input (Total Blocking Time).
  observe("longtask", (entry) => {
    seen.blockingMs += entry.duration - 50;
  });
  observe("layout-shift", (entry) => {
    seen.shift += entry.value;
    for (const { node } of entry.sources ?? []) seen.shifted.push(node?.className ?? String(node));
  });
}

/**
 * @param {string} url
 * @param {{ readonly width: number, readonly height: number }} viewport
 * @param {typeof links[keyof typeof links]} link
 */
async function visit(url, viewport, link) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  if (link) await session.send("Network.emulateNetworkConditions", link);
  await page.addInitScript(record);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(settleMs);
  /** @type {ReturnType<typeof Object> & { lcpMs: number, blockingMs: number, shift: number, shifted: string[] }} */
  const seen = await page.evaluate(() => Reflect.get(globalThis, "seen"));
  await context.close();
  return seen;
}

/**
 * @param {string} name
 * @param {{ readonly width: number, readonly height: number }} viewport
 * @param {typeof links[keyof typeof links]} link
 */
async function compare(name, viewport, link) {
  /** @type {{ app: Awaited<ReturnType<typeof visit>>[], bare: Awaited<ReturnType<typeof visit>>[] }} */
  const visits = { app: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    visits.bare.push(await visit(bare.url, viewport, link));
    visits.app.push(await visit(`${app.url}#lang=en`, viewport, link));
  }
  /** @param {"app" | "bare"} which @param {"lcpMs" | "blockingMs" | "shift"} key */
  const of = (which, key) => median(visits[which].map((seen) => seen[key]));
  const [lcp, bareLcp] = [of("app", "lcpMs"), of("bare", "lcpMs")];
  console.log(
    `${name}, ${throttle}x throttle, median of ${rounds}: LCP ${lcp.toFixed(0)} ms, bare ${bareLcp.toFixed(0)} ms, ratio ${(lcp / bareLcp).toFixed(2)}; ` +
      `blocking ${of("app", "blockingMs").toFixed(0)} ms, bare ${of("bare", "blockingMs").toFixed(0)} ms; layout shift ${of("app", "shift").toFixed(4)}`,
  );
  const moved = new Set(visits.app.flatMap(({ shifted }) => shifted));
  if (moved.size > 0) console.log(`  moved: ${[...moved].join(" | ")}`);
}

const screens = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
for (const [speed, link] of Object.entries(links)) {
  for (const [name, viewport] of Object.entries(screens)) await compare(`${name}, ${speed}`, viewport, link);
}
await browser.close();
app.close();
bare.close();
