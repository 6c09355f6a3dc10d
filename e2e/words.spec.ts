import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { pressAt, tabTo } from "./support/keys.ts";
import { Scores } from "./support/shapes.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { test as base, expect, fileOf } from "./support/test.ts";

const names = ["bert-text-classification", "deberta-v2-zero-shot-classification", "bert-fill-mask"] as const;

/** The tiny references behind the app; each is driven without a mouse from its link on. */
const test = base.extend<{ readonly references: string }>({
  references: [
    async ({ page }, use) => {
      const hub = await startHub({
        repos: Object.fromEntries(names.map((name) => [`reference/${name}`, fileOf(`e2e/reference/${name}`)])),
      });
      await deploy(page, { endpoints: [endpointOf(hub)] });
      await use(hub.url);
      await hub.close();
    },
    { auto: true },
  ],
});

const fp32 = { device: "wasm", dtype: "fp32" } as const;

test("lines are classified, and the table is filtered and sorted by keyboard", async ({ page, playground }) => {
  await playground.open({ task: "text-classification", model: `reference/${names[0]}`, ...fp32 });
  await tabTo(page, playground.input("text"));
  await page.keyboard.type("A cat sat on the mat.\n\nI want my money back.\nHer name was Lily.");
  const options = page.getByRole("button", { name: /^Options/ });
  if ((await options.getAttribute("aria-expanded")) === "false") {
    await pressAt(page, options, "Enter");
  }
  await pressAt(page, playground.option("per_line"), "Space");
  await page.keyboard.press("ControlOrMeta+Enter");
  expect(await playground.end()).toBe("done");
  const lines = v.parse(v.array(Scores), await playground.json());
  expect(lines.length).toBe(3);

  const rows = playground.result.locator("tbody tr");
  await expect(rows).toHaveCount(3);
  await tabTo(page, playground.result.getByRole("searchbox"));
  await page.keyboard.type("lily");
  await expect(rows).toHaveText([/Her name was Lily/]);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  const heads = playground.result.getByRole("columnheader", { name: "Text" });
  await pressAt(page, heads.getByRole("button"), "Enter");
  await expect(heads).toHaveAttribute("aria-sort", "ascending");
  await expect(rows).toHaveText([/A cat sat/, /Her name/, /I want/]);
});

test("a text is sorted into labels that are made up on the spot", async ({ page, playground }) => {
  await playground.open({ task: "zero-shot-classification", model: `reference/${names[1]}`, ...fp32 });
  await tabTo(page, playground.input("text"));
  await page.keyboard.type("The team scored twice.");
  await tabTo(page, page.getByTestId("label-candidate_labels"));
  await page.keyboard.type("politics, sports\nweather");
  await page.keyboard.press("ControlOrMeta+Enter");
  expect(await playground.end()).toBe("done");
  const { labels, scores } = v.parse(
    v.object({ labels: v.array(v.string()), scores: v.array(v.number()) }),
    await playground.json(),
  );
  expect([...labels].sort()).toEqual(["politics", "sports", "weather"]);
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 4);
  await expect(playground.result.getByRole("row").nth(1)).toContainText(labels[0] ?? "");

  await playground.open({
    task: "zero-shot-classification",
    model: `reference/${names[1]}`,
    ...fp32,
    options: { hypothesis_template: "No place for a label." },
  });
  await playground.failure("input-invalid");
});

test("masks are put in, filled in, and asked about again by keyboard", async ({ page, playground }) => {
  await playground.open({ task: "fill-mask", model: `reference/${names[2]}`, ...fp32 });
  await tabTo(page, playground.input("text"));
  await page.keyboard.type("no mask at all");
  await page.keyboard.press("ControlOrMeta+Enter");
  expect(await playground.end()).toBe("failed");
  await expect(playground.error).toHaveAttribute("data-code", "input-no-mask");

  await playground.fill("text", "");
  await tabTo(page, playground.input("text"));
  await page.keyboard.type("The <mask> of");
  await page.keyboard.press("Shift+Tab");
  await pressAt(page, page.getByRole("button", { name: "Insert [MASK]" }), "Enter");
  // The text has the model's own mask now, so RoBERTa's is plain text.
  await expect(playground.input("text")).toHaveValue("The <mask> of [MASK]");
  await playground.fill("text", "The <mask> of <mask>.");
  await page.keyboard.press("ControlOrMeta+Enter");
  expect(await playground.end()).toBe("done");
  await expect(playground.notice("mask-replaced")).toContainText("<mask>");
  expect(v.parse(v.array(v.array(v.object({ score: v.number() }))), await playground.json()).length).toBe(2);

  const first = playground.result.getByRole("region", { name: "Mask 1" }).getByRole("button").first();
  const word = (await first.textContent()) ?? "";
  await pressAt(page, first, "Space");
  await expect(playground.result.locator("[data-mask='1']")).toHaveText(word);
  await pressAt(page, playground.result.getByRole("button", { name: "Ask again with the chosen words" }), "Enter");
  await expect(playground.result.locator("[data-mask]")).toHaveCount(1);
  await expect(playground.result.getByRole("button", { name: "Back to the earlier masks" })).toBeEnabled();
});
