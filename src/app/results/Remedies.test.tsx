// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";
import type { FailureReason } from "../../shared/errors.ts";
import { createWordbook } from "../i18n/wordbook.ts";
import { WordsProvider } from "../i18n/words.tsx";
import { StoreProvider } from "../store/context.tsx";
import { orderIn } from "../store/order.ts";
import { optionsIn } from "../store/selectors.ts";
import { createTestApp } from "../testing/app.ts";
import { Remedies } from "./Remedies.tsx";

/** What stands beside a chat that a model could not take. */
async function showRemedies(reason: FailureReason) {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const wordbook = createWordbook("en");
  await wordbook.switchTo("en");
  const app = await createTestApp();
  await app.state().setTask("text-generation");
  const failure = { code: "input-invalid", message: "", reason } as const;
  const run = { status: "failed", failure, field: undefined, stale: false, order: orderIn(app.state()).order } as const;
  const page = document.createElement("div");
  const root = createRoot(page);
  await act(async () =>
    root.render(
      <WordsProvider setLocale={() => {}} taskId="text-generation" wordbook={wordbook}>
        <StoreProvider store={app.store}>
          <Remedies remedies={["use-prompt", "edit-input"]} run={run} />
        </StoreProvider>
      </WordsProvider>,
    ),
  );
  return { app, buttons: [...page.querySelectorAll("button")], leave: () => act(async () => root.unmount()) };
}

test("beside a chat that needs a template stands a button that sets the other mode", async () => {
  const { app, buttons, leave } = await showRemedies("template-missing");
  expect(buttons.map(({ textContent }) => textContent)).toEqual(["Continue a text instead"]);
  expect(optionsIn(app.state()).mode).toBe("chat");
  await act(async () => buttons[0]?.click());
  expect(optionsIn(app.state()).mode).toBe("prompt");
  await leave();
});

test("beside what a template refuses there is none", async () => {
  const { buttons, leave } = await showRemedies("template-refuses");
  expect(buttons).toEqual([]);
  await leave();
});
