import { lazy, type ReactNode } from "react";
import type { Field } from "../../tasks/fields.ts";
import type { Draft, ImageDraft, MessagesDraft } from "./draft.ts";
import { ListEditor } from "./ListEditor.tsx";
import { MessagesEditor } from "./MessagesEditor.tsx";
import type { OnNotice } from "./notice.ts";
import { TextEditor } from "./TextEditor.tsx";

// A page that opens with a text does not fetch what pictures and sounds need.
const ImageEditor = lazy(async () => ({ default: (await import("./ImageEditor.tsx")).ImageEditor }));
const ImagesEditor = lazy(async () => ({ default: (await import("./ImagesEditor.tsx")).ImagesEditor }));
const SoundEditor = lazy(async () => ({ default: (await import("./SoundEditor.tsx")).SoundEditor }));

interface FieldEditorProps {
  readonly name: string;
  readonly field: Field;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onNotice: OnNotice;
  readonly onReading: (isReading: boolean) => void;
  readonly disabled?: boolean;
  /** Whether the field counts under the options of the moment. */
  readonly active?: boolean;
  /** The field is why a run was refused. */
  readonly invalid?: boolean;
  /** Beside the count of characters of a text: how many tokens they are. */
  readonly tokens?: ReactNode;
  /** Of the model that is chosen, for a text with words to fill in. */
  readonly maskToken?: string | undefined;
}

const noImages: readonly ImageDraft[] = [];
const noMessages: MessagesDraft = { turns: [], text: "" };

/** The editor of one named input; its kind picks it, and it may have to be fetched: a `Suspense` has to stand around. A draft of another kind counts as none. */
export function FieldEditor(props: FieldEditorProps) {
  const {
    field,
    draft,
    onChange,
    disabled = false,
    active = true,
    invalid = false,
    tokens,
    maskToken,
    ...rest
  } = props;
  const common = { ...rest, disabled, active, invalid };
  const { kind } = draft;
  switch (field.kind) {
    case "text":
      return (
        <TextEditor
          {...common}
          field={field}
          maskToken={maskToken}
          tokens={tokens}
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
          field={field}
          value={kind === "image" ? draft.value : undefined}
          onChange={(value) => onChange({ kind: "image", value })}
        />
      );
    case "images":
      return (
        <ImagesEditor
          {...common}
          field={field}
          value={kind === "images" ? draft.value : noImages}
          onChange={(value) => onChange({ kind: "images", value })}
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
