import { Suspense } from "react";
import { taskIds } from "../../tasks/index.ts";
import type { Wordbook } from "../i18n/wordbook.ts";
import { WordsProvider } from "../i18n/words.tsx";
import { StoreProvider } from "../store/context.tsx";
import type { AppStore } from "../store/store.ts";
import { Editors } from "./Editors.tsx";
import css from "./Gallery.module.css";
import { States } from "./States.tsx";
import { Views } from "./Views.tsx";

interface GalleryProps {
  readonly store: AppStore;
  readonly wordbook: Wordbook;
}

const stay = () => undefined;

export function Gallery({ store, wordbook }: GalleryProps) {
  return (
    <StoreProvider store={store}>
      <main className={css.gallery}>
        <h1>Gallery</h1>
        {taskIds.map((id) => (
          <WordsProvider key={id} setLocale={stay} taskId={id} wordbook={wordbook}>
            <Suspense fallback={null}>
              <Views taskId={id} />
            </Suspense>
          </WordsProvider>
        ))}
        <WordsProvider setLocale={stay} taskId="feature-extraction" wordbook={wordbook}>
          <Suspense fallback={null}>
            <Editors />
            <States />
          </Suspense>
        </WordsProvider>
      </main>
    </StoreProvider>
  );
}
