import type { Field } from "../../tasks/fields.ts";
import type { Ask } from "../inputs/editor.ts";
import { FieldEditor } from "../inputs/FieldEditor.tsx";
import { useApp, useAppNow } from "../store/context.tsx";
import { orderIn } from "../store/order.ts";
import { isBusy } from "../store/run.ts";
import { findCardIn } from "../store/selectors.ts";
import { useFieldProps } from "./field-props.ts";

interface InputFieldProps {
  readonly name: string;
  readonly field: Field;
  /** Whether the field counts under the options of the moment. */
  readonly active: boolean;
}

/** An editor bound to the store. */
export function InputField({ name, field, active }: InputFieldProps) {
  const maskToken = useApp((state) => findCardIn(state)?.maskToken);
  const now = useAppNow();
  const props = { ...useFieldProps(name), active, field, maskToken };
  return <FieldEditor {...props} disabled={false} onRun={runIn} ask={askIn} />;

  async function runIn(signal: AbortSignal): Promise<boolean> {
    const { start, stopLoading } = now();
    signal.addEventListener("abort", stopLoading);
    await start(true, true);
    signal.removeEventListener("abort", stopLoading);
    const { run } = now();
    // A run that was on already is waited for by its own.
    return run.status === "done" || isBusy(run);
  }

  function askIn(...[change, onEvent, signal]: Parameters<Ask>): Promise<unknown> {
    return now().beside(orderIn(now()).order, change, onEvent, signal);
  }
}
