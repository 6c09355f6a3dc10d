import { useCallback } from "react";
import type { Draft } from "../inputs/draft.ts";
import { useApp, useDraft } from "../store/context.tsx";

/** What an editor of the input `name` gets from the store. */
export function useFieldProps(name: string) {
  const draft = useDraft(name);
  const setDraft = useApp((state) => state.setDraft);
  const notify = useApp((state) => state.notify);
  const setReading = useApp((state) => state.setReading);
  const invalid = useApp(({ run }) => run.status === "failed" && run.field === name && !run.stale);

  const onChange = useCallback((next: Draft) => setDraft(name, next), [setDraft, name]);
  const onNotice = useCallback(
    (code: string, words: string) => {
      // After the change that it speaks of, which takes older notices away.
      queueMicrotask(() => notify("input", code, { words }));
    },
    [notify],
  );
  const onReading = useCallback((isReading: boolean) => setReading(name, isReading), [setReading, name]);
  return { name, draft, invalid, onChange, onNotice, onReading };
}
