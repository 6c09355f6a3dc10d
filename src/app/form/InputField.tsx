import { useCallback } from "react";
import type { Field } from "../../tasks/fields.ts";
import type { Draft } from "../inputs/draft.ts";
import { FieldEditor } from "../inputs/FieldEditor.tsx";
import { useApp, useDraft } from "../store/context.tsx";
import { findCardIn } from "../store/selectors.ts";

interface InputFieldProps {
  readonly name: string;
  readonly field: Field;
  /** Whether the field counts under the options of the moment. */
  readonly active: boolean;
}

/** An editor bound to the store. */
export function InputField({ name, field, active }: InputFieldProps) {
  const draft = useDraft(name);
  const setDraft = useApp((state) => state.setDraft);
  const notify = useApp((state) => state.notify);
  const maskToken = useApp((state) => findCardIn(state)?.maskToken);
  const isInvalid = useApp(({ run }) => run.status === "failed" && run.field === name && !run.stale);

  const change = useCallback((next: Draft) => setDraft(name, next), [setDraft, name]);
  const notice = useCallback(
    (code: string, words: string) => {
      // After the change that it speaks of, which takes older notices away.
      queueMicrotask(() => notify("input", code, { words }));
    },
    [notify],
  );

  const setReading = useApp((state) => state.setReading);
  const reading = useCallback((isReading: boolean) => setReading(name, isReading), [setReading, name]);

  return (
    <FieldEditor
      active={active}
      disabled={false}
      draft={draft}
      field={field}
      invalid={isInvalid}
      maskToken={maskToken}
      name={name}
      onChange={change}
      onNotice={notice}
      onReading={reading}
    />
  );
}
