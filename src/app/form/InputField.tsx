import type { Field } from "../../tasks/fields.ts";
import { FieldEditor } from "../inputs/FieldEditor.tsx";
import { useApp } from "../store/context.tsx";
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
  return <FieldEditor {...useFieldProps(name)} active={active} disabled={false} field={field} maskToken={maskToken} />;
}
