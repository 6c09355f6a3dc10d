import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import * as v from "valibot";
import { seriousIn } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const Vectors = v.array(v.array(v.number()));
const Part = v.array(v.nullable(v.array(v.number())));
const task = "feature-extraction";

/** Lines of many lengths, no two the same, in an order that is not that of their lengths. */
const lineOf = (at: number) => `line ${at}${" the cat sat on the mat".repeat((at * 7) % 11)}`;
const linesUpTo = (count: number) => Array.from({ length: count }, (_, at) => lineOf(at)).join("\n");

const largestDifference = (a: readonly number[] = [], b: readonly number[] = []) =>
  a.length === b.length ? a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 9))), 0) : 9;

test("200 lines come back in their order, each as if it had been run alone", async ({ page, playground, tiny }) => {
  await playground.open({ ...tiny, task });
  await playground.fill("texts", linesUpTo(200));
  const progress = await page.evaluateHandle(() => {
    const seen: number[] = [];
    const status = document.querySelector<HTMLElement>("[data-testid=status]");
    new MutationObserver(() => {
      const { progress } = status?.dataset ?? {};
      if (progress !== undefined) seen.push(Number(progress));
    }).observe(document, { attributes: true, subtree: true });
    return seen;
  });
  const all = v.parse(Vectors, await playground.answer());
  expect(all.length).toBe(200);
  const shares = await progress.jsonValue();
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));

  const file = page.waitForEvent("download");
  await playground.result.getByRole("button", { name: "Download .npy" }).click();
  const npy = await readFile(await (await file).path());
  // A header of 128 bytes, as NumPy writes it, and the rows one after the other.
  expect(npy.subarray(1, 6).toString()).toBe("NUMPY");
  const floats = new Float32Array(Uint8Array.from(npy.subarray(128)).buffer);
  expect(floats.length).toBe(200 * (all[0]?.length ?? 0));
  expect(largestDifference(all[199], [...floats.slice(-(all[0]?.length ?? 0))])).toBeLessThan(1e-6);

  for (const at of [0, 113, 199]) {
    await playground.fill("texts", lineOf(at));
    const alone = v.parse(v.array(v.number()), await playground.answer());
    expect(largestDifference(all[at], alone)).toBeLessThan(1e-5);
  }
});

test("a stop keeps the vectors that are done, in their places, and says how many", async ({
  page,
  playground,
  tiny,
}) => {
  await playground.open({ ...tiny, task, inputs: { texts: "one" } });
  await playground.answer();
  const count = 1_500;
  // As a file: the browser itself takes long to have so many lines typed.
  await playground.input("texts").evaluate((field, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "lines.txt", { type: "text/plain" }));
    field.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, linesUpTo(count));
  await expect(playground.input("texts")).toHaveValue(/line 1499/);
  // On the page, as soon as it shows a part: a driver on a busy machine would press when all is done.
  await page.evaluate(() => {
    const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    new MutationObserver((_, observer) => {
      if (find("status")?.dataset.status !== "running" || !find("result-json")?.textContent?.startsWith("[")) return;
      observer.disconnect();
      find("stop")?.click();
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  await playground.press();
  expect(await playground.end()).toBe("cancelled");
  const part = v.parse(Part, await playground.json());
  expect(part.length).toBe(count);
  const done = [...part.keys()].filter((at) => part[at] !== null);
  expect(done.length).toBeGreaterThan(0);
  expect(done.length).toBeLessThan(count);
  await expect(page.getByTestId("result-json")).toHaveAttribute("data-final", "false");
  await expect(playground.result).toContainText("have a vector");
  await expect(playground.result.getByRole("button", { name: "Download .npy" })).toBeEnabled();

  const at = done[0] ?? 0;
  await playground.fill("texts", lineOf(at));
  const alone = v.parse(v.array(v.number()), await playground.answer());
  expect(largestDifference(part[at] ?? [], alone)).toBeLessThan(1e-5);
});

test("by keyboard alone: run, read each view, choose a text, ask a query", async ({ page, playground, tiny }) => {
  await playground.open({ ...tiny, task, inputs: { texts: linesUpTo(14) } });
  await playground.input("texts").focus();
  await page.keyboard.press("Control+Enter");
  expect(await playground.end()).toBe("done");
  const { result } = playground;
  const chosen = result.getByRole("region", { name: "Chosen text" });
  await expect(chosen.getByRole("table")).toBeVisible();

  await result.getByRole("radio", { name: "Similarity" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(result.getByText("UMAP: neighbours stay")).toBeVisible();
  const map = result.getByRole("grid", { name: "Texts on the map" });
  await expect(result.getByRole("region", { name: "Clusters" }).getByRole("listitem").first()).toBeVisible();
  await tabTo("grid");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(map.getByRole("row", { selected: true })).toContainText(lineOf(1));
  await expect(chosen).toContainText(lineOf(1));
  await expect(map).toHaveAttribute("aria-rowcount", "15");
  await expectAccessible();

  await result.getByRole("radio", { name: "Map and clusters" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(result.getByRole("grid", { name: "Vectors of all texts" })).toBeVisible();
  await expectAccessible();
  await page.keyboard.press("ArrowRight");
  await tabTo("searchbox");
  await page.keyboard.type("the cat");
  await page.keyboard.press("Enter");
  const ranking = result.getByRole("grid", { name: /by their similarity to/ });
  await expect(ranking).toHaveAttribute("aria-rowcount", "15");
  await expectAccessible();
  // The result that was asked about is still the one on screen.
  await expect(playground.status).toHaveAttribute("data-run", "1");
  expect(v.parse(Vectors, await playground.json()).length).toBe(14);

  /** Presses Tab until something of this role has the focus. */
  async function tabTo(role: "grid" | "searchbox"): Promise<void> {
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press("Tab");
      if ((await result.getByRole(role).and(page.locator(":focus")).count()) > 0) return;
    }
    throw new Error(`Tab never came to a ${role}.`);
  }

  async function expectAccessible(): Promise<void> {
    expect(await seriousIn(new AxeBuilder({ page }).include("[data-testid=result]"))).toEqual([]);
  }
});
