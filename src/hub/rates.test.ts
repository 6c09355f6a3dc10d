import { expect, test } from "vitest";
import { createFakeClock } from "../shared/testing/clock.ts";
import { openRates } from "./rates.ts";
import { createFakeStorage } from "./testing/storage.ts";

const endpoints = ["first", "second", "third"].map((name) => ({
  name,
  host: `https://${name}.test/`,
  path: "{model}/resolve/{revision}/{file}",
  token: false,
}));

/** A browser whose visits follow each other. */
function createBrowser() {
  const { manifest } = createFakeStorage().ports;
  const clock = createFakeClock();
  const visit = () => openRates(manifest, clock, clock.now);
  return {
    clock,
    visit,
    order: async () => (await visit()).fastestFirst(endpoints).map(({ name }) => name),
    /** One visit in which hosts bring a file each, 1 MB a piece, at their rate in MB a second. */
    async fetchFrom(rates: Readonly<Record<string, number>>, megabytes = 10) {
      const one = await visit();
      for (const [name, rate] of Object.entries(rates)) {
        for (let piece = 0; piece < megabytes; piece++) {
          await clock.advance(1_000 / rate);
          one.brought(`https://${name}.test/org/model/file`, 1e6);
        }
      }
      await one.keep();
    },
  };
}

test("hosts are asked as the site has them until they were measured", async () => {
  const browser = createBrowser();
  expect(await browser.order()).toEqual(["first", "second", "third"]);
  await browser.fetchFrom({ third: 100 });
  expect(await browser.order()).toEqual(["first", "second", "third"]);
});

test("the fastest is asked first, at later visits too, and the others in the site's order", async () => {
  const browser = createBrowser();
  await browser.fetchFrom({ first: 2 });
  await browser.fetchFrom({ second: 3, third: 20 });
  expect(await browser.order()).toEqual(["third", "first", "second"]);
});

test("one that is hardly faster, or brought little, does not come before its turn", async () => {
  const browser = createBrowser();
  await browser.fetchFrom({ first: 10, second: 13 });
  await browser.fetchFrom({ third: 500 }, 2);
  expect(await browser.order()).toEqual(["first", "second", "third"]);
});

test("one that could not be reached while another one could comes after it for an hour", async () => {
  const browser = createBrowser();
  const rates = await browser.visit();
  rates.absent("https://first.test/org/model/config.json");
  await rates.keep();
  await browser.fetchFrom({ second: 1 });
  expect(await browser.order()).toEqual(["second", "first", "third"]);
  await browser.clock.advance(3_600_000);
  expect(await browser.order()).toEqual(["first", "second", "third"]);
});

test("a browser that keeps nothing has the site's order at each visit", async () => {
  const clock = createFakeClock();
  const rates = await openRates(undefined, clock, clock.now);
  rates.absent("https://first.test/x");
  await rates.keep();
  expect((await openRates(undefined, clock, clock.now)).fastestFirst(endpoints)).toEqual(endpoints);
});
