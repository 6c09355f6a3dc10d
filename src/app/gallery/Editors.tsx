import { useMemo, useState } from "react";
import { sampleSound } from "../../tasks/common/audio/sample.ts";
import { samplePicture } from "../../tasks/common/vision/sample.ts";
import {
  type Field,
  imageField,
  imagesField,
  listField,
  messagesField,
  soundField,
  textField,
} from "../../tasks/fields.ts";
import { encodeWav } from "../../ui/wav.ts";
import { type Draft, emptyDraft } from "../inputs/draft.ts";
import { FieldEditor } from "../inputs/FieldEditor.tsx";
import { Group, State } from "./Frame.tsx";

const picture = { pixels: samplePicture(96, 64), name: "picture.png", file: new Blob([]) } as const;

/** Every kind of field, named as a task would, with something in it. */
function kindsOf(): readonly { readonly name: string; readonly field: Field; readonly draft: Draft }[] {
  const sound = sampleSound(2);
  return [
    { name: "text", field: textField(), draft: { kind: "text", value: "How do I bake bread?\n面包怎么做？" } },
    { name: "question", field: textField({ rows: 1 }), draft: { kind: "text", value: "What is this?" } },
    { name: "texts", field: listField(), draft: { kind: "list", value: "one\ntwo\nthree" } },
    { name: "candidate_labels", field: listField({ shape: "chips" }), draft: { kind: "list", value: "cat\ndog" } },
    { name: "image", field: imageField(), draft: { kind: "image", value: picture } },
    {
      name: "images",
      field: imagesField(),
      draft: { kind: "images", value: [picture, { ...picture, name: "2.png" }] },
    },
    {
      name: "audio",
      field: soundField(),
      draft: { kind: "audio", value: { sound, name: "sound.wav", file: encodeWav(sound) } },
    },
    {
      name: "messages",
      field: messagesField(),
      draft: {
        kind: "messages",
        value: {
          turns: [
            { role: "user", content: "Hello" },
            { role: "assistant", content: "Hello. How can I help?" },
          ],
          text: "And now?",
        },
      },
    },
  ];
}

export function Editors() {
  const kinds = useMemo(kindsOf, []);
  return kinds.map(({ name, field, draft }) => (
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
