import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const Masks = v.pipe(v.array(v.looseObject({ score: v.number(), mask: v.string() })), v.length(3));

test("what is pointed at by keys and clicks is cut out: nothing loads by itself, then the mask follows", async ({
  page,
  playground,
}) => {
  const model = "reference/sam-mask-generation";
  const hub = await startHub({ repos: { [model]: fileOf(`e2e/${model}`) } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  await playground.open({ task: "mask-generation", model, device: "wasm", dtype: "fp32" });
  await playground.give("image", fileOf("e2e/reference/media/wide.png"));
  const picture = playground.result.getByRole("button", { name: /^Point at/ });
  await picture.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(playground.option("points")).toHaveValue('[{"x":32,"y":22,"label":1}]');
  await expect(playground.status).toHaveAttribute("data-status", "idle");

  const first = v.parse(Masks, await playground.answer());
  await playground.result
    .getByRole("button", { name: /^Point at/ })
    .click({ position: { x: 20, y: 20 }, button: "right" });
  await expect(playground.status).toHaveAttribute("data-run", "2");
  expect(await playground.end()).toBe("done");
  await expect(playground.option("points")).toHaveValue(/"label":1.*"label":0/);
  expect(v.parse(Masks, await playground.json())).not.toEqual(first);

  await picture.focus();
  await page.keyboard.press("Backspace");
  await expect(playground.status).toHaveAttribute("data-run", "3");
  expect(await playground.end()).toBe("done");
  expect(await playground.json()).toEqual(first);

  // Best first, and each can be looked at and taken away.
  await playground.result.getByRole("radio", { name: /^3\. / }).check({ force: true });
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download mask (PNG)" }).click();
  expect((await file).suggestedFilename()).toBe("mask.png");

  await playground.option("points").fill('[{"x":900,"y":2,"label":1}]');
  await playground.failure("input-invalid");
  await expect(playground.option("points")).toHaveValue('[{"x":900,"y":2,"label":1}]');
  await hub.close();
});
