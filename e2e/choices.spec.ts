import { hold } from "./support/hold.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, test } from "./support/test.ts";

const link = { task: "feature-extraction", device: "wasm", inputs: { texts: "one" } } as const;

test("a typed model tells what it has before anything is downloaded, and later that it is on this device", async ({
  page,
  playground,
  hub,
}) => {
  await deploy(page, {
    endpoints: [endpointOf(hub)],
    models: { "feature-extraction": ["embedded/multilingual-e5-small-enzh", "test/tiny"] },
  });
  await playground.open(link);
  expect(hub.requests.length).toBe(0);
  await playground.modelId.fill("test/tiny");
  await playground.modelId.press("Enter");
  const q8 = playground.dtype.locator("option[value=q8]");
  await expect(q8).toBeDisabled();
  await expect(q8).toHaveText(/q8\W+\S.{10}/);
  await expect(playground.dtype).toHaveValue("fp32");
  expect(hub.requests.map(({ path }) => path)).toEqual(["/api/models/test/tiny/revision/main?blobs=true"]);

  await playground.modelId.click();
  const entry = page.locator('[role=option][data-value="test/tiny"]');
  await expect(entry).not.toContainText("on this device");
  await page.keyboard.press("Escape");
  await playground.answer();
  await playground.modelId.click();
  await expect(entry).toContainText("on this device: fp32");
});

test("a model that no endpoint has, and a text that names none, are told at once", async ({ playground, hub }) => {
  await playground.open(link);
  await playground.modelId.fill("nobody/nothing@v2");
  await playground.modelId.press("Enter");
  await expect(playground.notice("model-unknown")).toContainText("nobody/nothing");
  // A host that lists nothing might still have its files: a small one is asked for, and no weights.
  expect(hub.requests.map(({ path }) => path).slice(-2)).toEqual([
    "/api/models/nobody/nothing/revision/v2?blobs=true",
    "/nobody/nothing/resolve/v2/config.json",
  ]);
  await playground.modelId.fill("https://huggingface.co/datasets/a/b");
  await expect(playground.page.getByRole("listbox")).toBeAttached();
  await expect(playground.page.getByRole("status").filter({ hasText: "data set or Space" })).toBeVisible();
  await playground.modelId.press("Enter");
  await expect(playground.notice("model-not-found")).toContainText("data set or Space");
  await expect(playground.modelId).toHaveAttribute("aria-invalid", "true");
});

test("the task menu: arrows from column to column, families, the other language, what was used lately", async ({
  page,
  playground,
}) => {
  const active = page.locator("[role=option][data-active]");
  await playground.open({ task: "feature-extraction", lang: "zh-CN" });
  await playground.taskPicker.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const column = page.getByRole("group").filter({ has: active });
  await expect(column.locator('[data-value="image-classification"]')).toBeAttached();
  await expect(playground.taskPicker).toHaveAttribute("aria-activedescendant", (await active.getAttribute("id")) ?? "");

  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("modnet");
  await page.keyboard.press("Enter");
  await expect(playground.input("image")).toBeAttached();
  await expect.poll(() => page.url()).toContain("task=background-removal");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Speech recognition");
  await page.keyboard.press("Enter");
  await expect(playground.input("audio")).toBeAttached();

  // The menu is fetched at first use: keys pressed before it comes are not lost.
  const menu = await hold(page, "**/TaskMenu-*.js");
  await page.reload();
  await playground.ready();
  await playground.taskPicker.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect.poll(menu.count).toBe(1);
  await menu.release();
  await expect(playground.input("texts")).toBeAttached();
});

test("the task menu judges no key before all that a search may meet has come", async ({ page, playground }) => {
  await playground.open({ task: "feature-extraction" });
  const models = await hold(page, /\/assets\/models-/);
  await playground.taskPicker.focus();
  await page.keyboard.type("modnet");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeVisible();
  await expect.poll(models.count).toBeGreaterThan(3);
  expect(page.url()).toContain("task=feature-extraction");
  await models.release();
  await expect.poll(() => page.url()).toContain("task=background-removal");
});
