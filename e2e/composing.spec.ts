import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

/**
 * Opens an input method over the focused element, with this text in it, and presses keys there. They reach the page
 * as a real input method's do: by name, marked as composing, and with no text of their own.
 */
async function compose(
  page: Page,
  text: string,
  keys: readonly string[],
): Promise<{ commit(as: string): Promise<void> }> {
  await page.evaluate(() => {
    addEventListener("keydown", ({ isComposing }) => {
      document.documentElement.dataset.composing = String(isComposing);
    });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  for (const key of keys) {
    for (const modifiers of [0, control]) {
      await session.send("Input.dispatchKeyEvent", { ...process, type: "rawKeyDown", key, code: key, modifiers });
      await expect(page.locator("html")).toHaveAttribute("data-composing", "true");
      await session.send("Input.dispatchKeyEvent", { ...process, type: "keyUp", key, code: key, modifiers });
    }
  }
  return {
    async commit(as) {
      await session.send("Input.insertText", { text: as });
    },
  };
}

const control = 2;
/** `VK_PROCESSKEY`. */
const process = { windowsVirtualKeyCode: 229 } as const;

test("keys that belong to an input method run nothing; once it is closed they do", async ({
  page,
  playground,
  tiny,
}) => {
  await playground.open({ ...tiny, task: "feature-extraction", inputs: { texts: "" } });
  await playground.input("texts").focus();
  const method = await compose(page, "nihao", ["Enter", "Escape"]);
  await expect(playground.status).toHaveAttribute("data-run", "0");
  await expect(playground.input("texts")).toHaveValue("nihao");

  await method.commit("你好");
  await expect(playground.input("texts")).toHaveValue("你好");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(playground.status).toHaveAttribute("data-run", "1");
  expect(await playground.end()).toBe("done");
});

test("keys that belong to an input method choose neither a model nor a task", async ({ page, playground }) => {
  await playground.open({ task: "feature-extraction", device: "wasm" });
  await playground.modelId.fill("");
  // Committed, this would be refused as the id of no model.
  const model = await compose(page, "mo'xing", ["Enter", "Escape"]);
  await expect(playground.modelId).toHaveValue("mo'xing");
  await expect(page.getByTestId("notice")).toHaveCount(0);
  await model.commit("test/zh");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain("model=test/zh");

  await playground.taskPicker.click();
  const options = page.locator("[role=option]");
  await expect(options.first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  const task = await compose(page, "fenlei", ["ArrowDown", "Enter", "Escape"]);
  await expect(playground.taskPicker).toHaveValue("fenlei");
  await expect(playground.input("texts")).toBeAttached();
  await task.commit("图像分类");
  await expect(options.first()).toHaveAttribute("data-value", "image-classification");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(playground.input("image")).toBeAttached();
});
