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
