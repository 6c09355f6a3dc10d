import type { Field } from "../../tasks/fields.ts";
import type { Draft, MessagesDraft } from "./draft.ts";
import { useDropGuard } from "./drop.ts";
import { ImageEditor } from "./ImageEditor.tsx";
import { ListEditor } from "./ListEditor.tsx";
import { MessagesEditor } from "./MessagesEditor.tsx";
import type { OnNotice } from "./notice.ts";
import { SoundEditor } from "./SoundEditor.tsx";
import { TextEditor } from "./TextEditor.tsx";

interface FieldEditorProps {
  readonly name: string;
  readonly field: Field;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onNotice: OnNotice;
  readonly onReading: (isReading: boolean) => void;
  readonly disabled?: boolean;
  /** The field is why a run was refused. */
  readonly invalid?: boolean;
}

const noMessages: MessagesDraft = { turns: [], text: "" };

/** The editor of one named input; its kind picks it. A draft of another kind counts as none. */
export function FieldEditor({ field, draft, onChange, disabled = false, invalid = false, ...rest }: FieldEditorProps) {
  useDropGuard();
  const common = { ...rest, disabled, invalid };
  const { kind } = draft;
  switch (field.kind) {
    case "text":
      return (
        <TextEditor
          {...common}
          field={field}
          value={kind === "text" ? draft.value : ""}
          onChange={(value) => onChange({ kind: "text", value })}
        />
      );
    case "list":
      return (
        <ListEditor
          {...common}
          field={field}
          value={kind === "list" ? draft.value : ""}
          onChange={(value) => onChange({ kind: "list", value })}
        />
      );
    case "image":
      return (
        <ImageEditor
          {...common}
          value={kind === "image" ? draft.value : undefined}
          onChange={(value) => onChange({ kind: "image", value })}
        />
      );
    case "audio":
      return (
        <SoundEditor
          {...common}
          field={field}
          value={kind === "audio" ? draft.value : undefined}
          onChange={(value) => onChange({ kind: "audio", value })}
        />
      );
    case "messages":
      return (
        <MessagesEditor
          {...common}
          field={field}
          value={kind === "messages" ? draft.value : noMessages}
          onChange={(value) => onChange({ kind: "messages", value })}
        />
      );
  }
}
