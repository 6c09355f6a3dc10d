import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const chat = {
  task: "image-text-to-text",
  model: "test/seeing",
  device: "wasm",
  dtype: "fp32",
  options: { max_new_tokens: 24 },
} as const;
const Chat = v.looseTuple([
  v.object({
    generated_text: v.array(v.object({ role: v.string(), content: v.unknown() })),
    tokens: v.array(v.object({ id: v.number() })),
  }),
]);
const media = (name: string) => fileOf(`e2e/reference/media/${name}`);

test("three turns with two pictures are answered alike with what was remembered and without", async ({
  page,
  playground,
}) => {
  const hub = await startHub({ repos: { "test/seeing": fileOf("e2e/reference/idefics3-image-text-to-text") } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  await playground.open(chat);

  await playground.give("image", media("wide.png"));
  await playground.fill("messages", "What is this?");
  const [first] = v.parse(Chat, await playground.answer());
  // The turn with its picture is past now, and nothing is attached to the next one.
  await expect(page.getByRole("img", { name: "Picture in turn 1" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Attached, in their order" })).toHaveCount(0);
  await playground.fill("text", "And the weather?");
  await playground.answer();
  // The first picture is neither looked at nor read again, however the template writes the reply behind it.
  await expect(playground.result).toContainText("tokens were still in memory");
  await expect(playground.result).toContainText("they had been seen before");
  await playground.give("image", media("tall.jpg"));
  await playground.fill("messages", "Compare them.");
  const [remembered] = v.parse(Chat, await playground.answer());
  await expect(playground.result).toContainText("tokens were still in memory");

  // Another picture with the same question takes the memory away; then the whole conversation is read anew.
  const turns = remembered.generated_text.slice(0, -1);
  await playground.fill("messages-json", "[]");
  await playground.give("image", media("grey.png"));
  await playground.fill("messages", "What is this?");
  await playground.answer();
  await playground.fill("messages-json", "[]");
  await playground.give("image", [media("wide.png"), media("tall.jpg")]);
  await playground.fill("messages-json", JSON.stringify(turns));
  const [anew] = v.parse(Chat, await playground.answer());
  expect(anew.tokens.map(({ id }) => id)).toEqual(remembered.tokens.map(({ id }) => id));
  expect(anew.generated_text).toEqual(remembered.generated_text);
  expect(first.generated_text[0]).toMatchObject({ content: [{ type: "image" }, { type: "text" }] });

  await playground.give("image", fileOf("e2e/media/corrupt.jpg"));
  await expect(playground.notice("image-unreadable")).toBeVisible();
  await hub.close();
});

test("Florence-2 is asked by its menu, and what it finds is shown where it is", async ({ page, playground }) => {
  const hub = await startHub({ repos: { "test/florence": fileOf("e2e/reference/florence2-image-text-to-text") } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  await playground.open({ task: "image-text-to-text", device: "wasm", dtype: "fp32", lang: "zh-CN" });
  await playground.modelId.fill("test/florence");
  await playground.modelId.press("Enter");
  // What it is asked by, it is offered: as examples, and in a menu that keeps the reader's own words where they count.
  await expect(page.locator('[data-example="florence-objects"]')).toBeVisible();
  await expect(page.locator('[data-example="two"]')).toHaveCount(0);
  const menu = page.getByTestId("phrase");
  await menu.selectOption({ label: "所指物体的轮廓" });
  await expect(playground.input("messages")).toHaveValue("<REFERRING_EXPRESSION_SEGMENTATION>the cat");
  await playground.fill("messages", "<REFERRING_EXPRESSION_SEGMENTATION>a cat");
  await menu.selectOption("<OPEN_VOCABULARY_DETECTION>");
  await expect(playground.input("messages")).toHaveValue("<OPEN_VOCABULARY_DETECTION>a cat");
  await menu.selectOption("<OD>");
  await expect(playground.input("messages")).toHaveValue("<OD>");
  await playground.give("image", media("tall.jpg"));
  const [{ post_processed: read }] = v.parse(
    v.looseTuple([v.looseObject({ post_processed: v.unknown() })]),
    await playground.answer(),
  );
  expect(Object.keys(v.parse(v.record(v.string(), v.unknown()), read))).toEqual(["<OD>"]);
  await expect(playground.result.getByRole("columnheader")).toHaveText(["类别", "边框（像素）"]);
  await expect(playground.input("messages")).toHaveValue("");
  await hub.close();
});
