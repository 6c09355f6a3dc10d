import { useId } from "react";
import type { MessagesField } from "../../../tasks/fields/messages.ts";
import type { EditorProps } from "../editor.ts";
import { Frame } from "../Frame.tsx";
import { useUndo } from "../undo.ts";
import { Composer } from "./Composer.tsx";
import type { MessagesDraft } from "./chat.ts";
import { MessagesJson } from "./MessagesJson.tsx";
import { Turns } from "./Turns.tsx";

interface MessagesEditorProps extends EditorProps<MessagesDraft> {
  readonly field: MessagesField;
}

/** A conversation among other inputs. Where it is all that goes in, a screen of its own has its parts (`app/chat`). */
export function MessagesEditor({ field, ...props }: MessagesEditorProps) {
  const { value, onChange, disabled } = props;
  const id = useId();
  const { replace, undo } = useUndo(value, onChange);
  return (
    <Frame name={props.name} htmlFor={id} optional={false} undo={undo}>
      <Turns id={`${id}turns`} draft={value} shown={value.turns} disabled={disabled} onReplace={replace} />
      <Composer {...props} id={id} field={field} onReplace={replace} />
      <MessagesJson {...props} field={field} onReplace={replace} />
    </Frame>
  );
}
