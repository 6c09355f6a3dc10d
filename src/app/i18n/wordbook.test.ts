import { expect, it } from "vitest";
import { taskIds } from "../../tasks/index.ts";
import { createWordbook } from "./wordbook.ts";

it("the words of errors bring the title of every task, in whichever language the page speaks", async () => {
  const wordbook = createWordbook("en");
  await wordbook.switchTo("en");
  expect(wordbook.findText("fill-mask", "title")).toBeUndefined();
  await wordbook.needArea("errors");
  expect(wordbook.findText("fill-mask", "title")).toBe("Fill mask");
  await wordbook.switchTo("zh-CN");
  for (const id of taskIds) expect(wordbook.findText(id, "title")).toMatch(/\p{Script=Han}/u);
});

it("words that come after another language was chosen come in that language, too", async () => {
  const wordbook = createWordbook("en");
  await wordbook.switchTo("en");
  const coming = wordbook.needArea("errors");
  await Promise.all([wordbook.switchTo("zh-CN"), coming]);
  expect(wordbook.findText("fill-mask", "title")).toMatch(/\p{Script=Han}/u);
});
