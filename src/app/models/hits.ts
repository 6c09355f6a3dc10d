import { useEffect, useState } from "react";
import { type Hit, type SearchOrder, type SearchOutcome, searchModels } from "../../hub/search.ts";
import { realClock } from "../../shared/clock.ts";
import { useApp } from "../store/context.tsx";
import { sourcesIn } from "../store/selectors.ts";

/** What is looked for. It outlives the panel in which it was typed. */
export interface Search {
  readonly text: string;
  readonly order: SearchOrder;
}

export interface SearchProps {
  readonly search: Search;
  setSearch(search: Search): void;
}

/** Typing ends before a host is asked. */
const typingMs = 250;

const noHits: readonly Hit[] = [];

/** What the Hub has of a search for models of the task, and how one of them becomes the page's model. */
export function useHits(search: Search, isWanted: boolean) {
  const setModel = useApp((state) => state.setModel);
  const learnModel = useApp((state) => state.learnModel);
  const { outcome, isAsking } = useOutcome({ ...search, text: search.text.trim() }, isWanted);
  return {
    outcome,
    isAsking,
    hits: outcome?.status === "found" ? outcome.hits : noHits,
    choose(model: string) {
      setModel(model);
      void learnModel();
    },
  };
}

function useOutcome({ text, order }: Search, isWanted: boolean) {
  const task = useApp((state) => state.task);
  const site = useApp((state) => state.site);
  const endpoint = useApp((state) => state.endpoint);
  const facts = useApp((state) => state.facts);
  const hubToken = useApp((state) => state.hubToken);
  const [found, setFound] = useState<{ readonly key: string; readonly outcome: SearchOutcome }>();
  const key = JSON.stringify([task, text, order]);

  useEffect(() => {
    if (!isWanted) return;
    const abort = new AbortController();
    const sources = sourcesIn({ site, endpoint, facts, hubToken }, { embeddedBase: "" });
    const callOff = realClock.after(text === "" ? 0 : typingMs, () => {
      searchModels(
        { text, task, order },
        { sources, fetch: (url, init) => fetch(url, init), clock: realClock, signal: abort.signal },
      ).then(
        (outcome) => setFound({ key: JSON.stringify([task, text, order]), outcome }),
        () => {},
      );
    });
    return () => {
      callOff();
      abort.abort();
    };
  }, [isWanted, text, order, task, site, endpoint, facts, hubToken]);

  return { outcome: found?.outcome, isAsking: isWanted && found?.key !== key };
}
