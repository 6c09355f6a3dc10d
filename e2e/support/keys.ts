import { expect, type Locator, type Page } from "@playwright/test";

type TabKey = "Tab" | "Shift+Tab";

/** As many as go out before the page is asked where they led: asking takes longer than a press. */
const burst = 8;

/** Reaches an element as somebody without a mouse does. @param key `Shift+Tab` is shorter to what lies before */
export async function tabTo(page: Page, target: Locator, key: TabKey = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 64; presses += burst) {
    // It is looked up anew each time: what is drawn again is another element.
    if (await target.evaluate(stay)) return;
    for (let more = 0; more < burst; more++) await page.keyboard.press(key);
  }
  if (await target.evaluate(stay)) return;
  throw new Error(`${key} does not lead to ${target}.`);
}

/** Reaches an element by Tab and presses a key on it. */
export async function pressAt(page: Page, target: Locator, key: string, by?: TabKey): Promise<void> {
  await tabTo(page, target, by);
  await page.keyboard.press(key);
}

/** Reaches a field by Tab and types in the place of what stands there. */
export async function typeAt(page: Page, field: Locator, words: string, by?: TabKey): Promise<void> {
  await pressAt(page, field, "ControlOrMeta+a", by);
  await page.keyboard.type(words);
}

/** Whether the element has the focus; until it is asked again, a Tab that follows does not lead on from it. */
function stay(element: Element): boolean {
  const asked = new AbortController();
  dispatchEvent(new Event("asked-again"));
  addEventListener("asked-again", () => asked.abort(), { signal: asked.signal });
  if (document.activeElement === element) return true;
  addEventListener(
    "keydown",
    (press) => {
      if (press.key !== "Tab" || document.activeElement !== element) return;
      press.preventDefault();
      press.stopImmediatePropagation();
    },
    { capture: true, signal: asked.signal },
  );
  return false;
}
