import { useState } from "react";
import type { Field } from "../../tasks/fields.ts";
import { type Draft, emptyDraft } from "../inputs/draft.ts";
import type { EditorSample } from "../inputs/editor.ts";
import { FieldEditor } from "../inputs/FieldEditor.tsx";
import { Group, State } from "./Frame.tsx";

/** Every kind of field, named as a task would, with something in it. */
const samples = import.meta.glob<readonly EditorSample[]>("../inputs/*/sample.ts", { import: "samples", eager: true });

export function Editors() {
  const all = Object.values(samples).flat();
  return all.map(({ name, field, draft }) => (
    <Group key={name} title={`Editor: ${name}`}>
      <Editor field={field} first={emptyDraft(field)} name={name} state="empty" />
      <Editor field={field} first={draft} name={`${name}-filled`} state="filled" />
      <Editor field={field} first={draft} invalid name={`${name}-invalid`} state="invalid" />
      <Editor disabled field={field} first={draft} name={`${name}-disabled`} state="disabled" />
    </Group>
  ));
}

interface EditorProps {
  readonly name: string;
  readonly field: Field;
  readonly first: Draft;
  readonly state: string;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
}

const ignore = () => undefined;

function Editor({ name, field, first, state, disabled = false, invalid = false }: EditorProps) {
  const [draft, setDraft] = useState(first);
  return (
    <State name={state} of={`${field.kind}-${name}`}>
      <FieldEditor
        disabled={disabled}
        draft={draft}
        field={field}
        invalid={invalid}
        name={name}
        onChange={setDraft}
        onNotice={ignore}
        onReading={ignore}
      />
    </State>
  );
}
