// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import * as v from "valibot";
import { afterEach, expect, test, vi } from "vitest";
import { createHosted } from "../../hosted/desk.ts";
import { realClock } from "../../shared/clock.ts";
import { HostedSite } from "../../shared/site.ts";
import { createWordbook } from "../i18n/wordbook.ts";
import { WordsProvider } from "../i18n/words.tsx";
import { StoreProvider } from "../store/context.tsx";
import { orderIn } from "../store/order.ts";
import { started } from "../store/run.ts";
import { createTestApp } from "../testing/app.ts";
import { ConsentCard } from "./ConsentCard.tsx";

let leave: () => Promise<void>;
afterEach(() => leave());

/** Presses Run of a hosted model with the keyboard in a text, and lets the question come after what is done meanwhile. */
async function ask(meanwhile: (text: HTMLTextAreaElement) => void) {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const wordbook = createWordbook("en");
  await wordbook.switchTo("en");
  const app = await createTestApp();
  const site = v.parse(HostedSite, { providers: ["openai"] });
  const storage = { getItem: () => null, setItem: () => undefined };
  const hosted = createHosted({ site, storage, fetch, clock: realClock, timeoutMs: { firstByte: 1000, stall: 1000 } });
  app.store.setState({ hosted });
  const page = document.body.appendChild(document.createElement("main"));
  const [text, place] = [document.createElement("textarea"), document.createElement("div")];
  page.append(text, place);
  const root = createRoot(place);
  leave = async () => {
    await act(async () => root.unmount());
    page.remove();
  };
  await act(async () =>
    root.render(
      <WordsProvider setLocale={() => {}} taskId="text-generation" wordbook={wordbook}>
        <StoreProvider store={app.store}>
          <ConsentCard />
        </StoreProvider>
      </WordsProvider>,
    ),
  );
  text.focus();
  pressKey(text, { key: "Enter", ctrlKey: true });
  await act(async () => app.store.setState({ run: started(orderIn(app.state()).order, true, performance.now()) }));
  meanwhile(text);
  await act(async () => hosted.state.setState({ asking: "models.example" }));
  const button = place.querySelector("button");
  expect(button?.dataset.testid).toBe("hosted-consent");
  return { text, hosted, button };
}

function pressKey(target: HTMLElement, init: KeyboardEventInit): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));
}

test("whoever pressed Run can answer with the next key", async () => {
  const { button } = await ask(() => undefined);
  expect(document.activeElement).toBe(button);
});

test("whoever writes on answers nothing unseen, and loses no focus when the question goes", async () => {
  const { text, hosted } = await ask((box) => pressKey(box, { key: " " }));
  expect(document.activeElement).toBe(text);
  await act(async () => hosted.state.setState({ asking: undefined }));
  expect(document.activeElement).toBe(text);
});
