import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { keepWritten } from "./first/handover.ts";
import type { Wordbook } from "./i18n/wordbook.ts";
import { StoreProvider } from "./store/context.tsx";
import type { AppStore } from "./store/store.ts";

/** Puts the app in the place of the written screen. */
export function draw(root: HTMLElement, store: AppStore, wordbook: Wordbook): void {
  const onDrawn = keepWritten(root, store);
  // In slices, so that what is typed into the written screen meanwhile is not held up.
  startTransition(() =>
    createRoot(root).render(
      <StoreProvider store={store}>
        <App onDrawn={onDrawn} wordbook={wordbook} />
      </StoreProvider>,
    ),
  );
}
