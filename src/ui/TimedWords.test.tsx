// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";
import { TimedWords } from "./TimedWords.tsx";

test("a word plays from where it was said, arrows go from word to word, and the one under the play head is marked", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const host = document.body.appendChild(document.createElement("div"));
  const root = createRoot(host);
  const onSeek = vi.fn();
  const words = [
    { text: " Tea", timestamp: [0, 0.4] },
    { text: " at", timestamp: [0.4, 0.6] },
    { text: " three.", timestamp: [0.6, null] },
  ] as const;
  await act(async () =>
    root.render(<TimedWords label="words" text=" Tea at three. And" words={words} at={0.5} onSeek={onSeek} />),
  );
  expect(host.textContent).toBe(" Tea at three. And");
  const buttons = [...host.querySelectorAll("button")];
  expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  expect(buttons.map((button) => button.getAttribute("aria-current"))).toEqual([null, "true", null]);

  await act(async () => buttons[0]?.focus());
  const press = (key: string) =>
    act(async () => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
  await press("ArrowRight");
  await press("ArrowRight");
  expect(document.activeElement).toBe(buttons[2]);
  expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  await press("ArrowRight");
  expect(document.activeElement).toBe(buttons[2]);
  await act(async () => buttons[2]?.click());
  expect(onSeek).toHaveBeenCalledWith(0.6);
  await act(async () => root.unmount());
});
