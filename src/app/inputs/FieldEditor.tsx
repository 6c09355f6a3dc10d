import type { Field, FieldKind, FieldOf } from "../../tasks/fields.ts";
import { type Draft, draftOf, isDraftOf } from "./draft.ts";
import type { EditorProps } from "./editor.ts";
import type { InputKind } from "./kind.ts";
import { type DraftValues, kinds } from "./kinds.ts";

type Common = Omit<EditorProps<never>, "value" | "onChange">;
type Maybe = "disabled" | "active" | "invalid";

interface FieldEditorProps extends Omit<Common, Maybe>, Partial<Pick<Common, Maybe>> {
  readonly field: Field;
  /** One of another kind counts as none. */
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** The editor of one named input; its kind picks it, and it may have to be fetched: a `Suspense` has to stand around. */
export function FieldEditor({ disabled = false, active = true, invalid = false, ...rest }: FieldEditorProps) {
  return <KindEditor {...rest} {...{ disabled, active, invalid }} kind={rest.field.kind} />;
}

interface KindEditorProps<K extends FieldKind> extends Common {
  readonly kind: K;
  readonly field: FieldOf[K];
  readonly draft: Draft;
  readonly onChange: (draft: Draft<K>) => void;
}

function KindEditor<K extends FieldKind>({ kind, draft, onChange, ...rest }: KindEditorProps<K>) {
  const { Editor, empty }: InputKind<K, DraftValues[K]> = kinds[kind];
  const value = isDraftOf(kind, draft) ? draft.value : empty;
  return <Editor {...rest} value={value} onChange={(next) => onChange(draftOf(kind, next))} />;
}
