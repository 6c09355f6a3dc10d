import type { Page } from "@playwright/test";
import { serveDist } from "../scripts/serve/server.mjs";
import { Playground } from "./support/playground.ts";
import { deploy } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";
import { contracts } from "./tasks/shared/contracts.ts";

/** The tasks that the picker offers, in its order. */
async function offeredIn(page: Page, playground: Playground): Promise<readonly (string | null)[]> {
  await playground.taskPicker.click();
  const options = page.locator("[role=option][data-value]");
  await expect(options.first()).toBeVisible();
  return options.evaluateAll((all) => all.map((option) => option.getAttribute("data-value")));
}

test("site.json decides on title, tasks, models and language", async ({ page, playground }) => {
  await deploy(page, {
    title: "Course 7",
    tasks: ["image-classification", "feature-extraction"],
    defaultTask: "image-classification",
    models: { "image-classification": ["course/first", "embedded/efficientnet-lite0"] },
    languages: ["zh-CN"],
  });
  await playground.openAt("");
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(page).toHaveTitle(/Course 7/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(playground.input("image")).toBeAttached();
  await expect(playground.modelId).toHaveValue("course/first");
  const offered = await offeredIn(page, playground);
  expect([...offered].sort()).toEqual(["feature-extraction", "image-classification"]);

  // Not offered here, so a link to it is of no use.
  await page.keyboard.press("Escape");
  await playground.openAt("#task=text-generation");
  await expect(playground.notice("address-dropped")).toContainText("task");
  await expect(playground.input("image")).toBeAttached();
});

test("the default language of a site is for those who chose none", async ({ page, playground }) => {
  await deploy(page, { defaultLanguage: "zh-CN", defaultTask: "sentence-similarity" });
  await playground.openAt("");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(playground.input("source_sentence")).toBeAttached();
  await playground.openAt("#lang=en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await playground.ready();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

const wrongFiles = {
  "no JSON": "{ title: 'x' }",
  "a wrong address": { title: "Never shown", endpoints: [{ name: "x", host: "nowhere" }] },
  "a task that does not exist": { title: "Never shown", tasks: ["no-such-task"] },
};

for (const [what, file] of Object.entries(wrongFiles)) {
  test(`a site.json with ${what} is refused in sight, and the defaults serve`, async ({ page, playground }) => {
    await deploy(page, file);
    await playground.openAt("");
    await expect(page.locator("html")).toHaveAttribute("data-app", "site-error");
    await expect(playground.notice("site-error")).toBeVisible();
    await expect(page).not.toHaveTitle(/Never shown/);
    await expect(playground.modelId).toHaveValue(/^embedded\//);
    expect((await offeredIn(page, playground)).length).toBe(contracts.size);
  });
}

test("a host without a site.json is no mistake", async ({ page, playground }) => {
  await page.route("**/site.json", (route) => route.fulfill({ status: 404 }));
  await playground.openAt("");
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  await expect(page.getByTestId("notice")).toHaveCount(0);
});

test("below any path of a host that sends no headers, the site runs from that path alone", async ({ page }) => {
  const served = await serveDist({ root: fileOf("dist"), base: "/some/path/", headers: "none" });
  try {
    const playground = new Playground(page, served.url);
    await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts: "one" } });
    await playground.answer();
    expect(await playground.report()).toMatchObject({ isolated: false, threads: 1 });
    await playground.open({ task: "image-classification", device: "wasm" });
    await page.locator("[data-example]").first().click();
    await expect(page.getByTestId("notice")).toHaveCount(0);
    await playground.answer();
    const astray = served.requests.filter(({ url }) => !url.startsWith("/some/path/"));
    expect(astray.map(({ url }) => url)).toEqual([]);
  } finally {
    await served.close();
  }
});

test("nothing that was typed, chosen or answered leaves the page", async ({ page, playground, site, hub }) => {
  const before = site.requests.length;
  const hosts = new Set<string>();
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http")) hosts.add(host);
  });
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts: "Geheimnis 秘密" } });
  await playground.modelId.fill("test/tiny");
  await playground.modelId.press("Enter");
  await playground.dtype.selectOption("fp32");
  await playground.fill("texts", "Geheimnis 秘密\nTresor-4711");
  await playground.answer();
  await expect.poll(() => page.url()).toContain("Geheimnis");
  await page.reload();
  await playground.ready();
  await expect(playground.input("texts")).toHaveValue("Geheimnis 秘密\nTresor-4711");
  await playground.answer();

  expect([...hosts].sort()).toEqual([new URL(site.url).host, new URL(hub.url).host].sort());
  const sent = decodeURIComponent(JSON.stringify([site.requests.slice(before), hub.requests]));
  expect(sent).toContain("test/tiny");
  for (const secret of ["Geheimnis", "秘密", "4711"]) expect(sent).not.toContain(secret);
  expect(hub.requests.every(({ method, body }) => method === "GET" && body === "")).toBe(true);
  expect(hub.requests.map(({ headers }) => headers.referer).filter((referer) => referer?.includes("#"))).toEqual([]);
});
