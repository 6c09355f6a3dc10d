import * as v from "valibot";
import { ChatMessage } from "../../shared/media.ts";
import type { Field } from "../../tasks/fields.ts";
import { type Draft, inputValueOf, linesOf, type MessagesDraft } from "../inputs/draft.ts";

/** Longer inputs are left out of the address (docs/contract.md): browsers and chat programs cut long links. */
const maxInputLength = 2_000;

const Lines = v.pipe(v.string(), v.parseJson(), v.array(v.string()));
const Turns = v.pipe(v.string(), v.parseJson(), v.array(ChatMessage));

/** The draft that `input.<name>=<text>` stands for; `undefined` where the field takes no text. */
export function draftFromAddress(field: Field, text: string): Draft | undefined {
  switch (field.kind) {
    case "text":
      return { kind: "text", value: text };
    case "list": {
      const lines = v.safeParse(Lines, text);
      return { kind: "list", value: lines.success ? lines.output.join("\n") : text };
    }
    case "messages": {
      const turns = v.safeParse(Turns, text);
      return { kind: "messages", value: turns.success ? toMessagesDraft(turns.output) : { turns: [], text } };
    }
    case "image":
    case "images":
    case "audio":
      return undefined;
  }
}

/** The last turn of the user is taken as still being written. */
function toMessagesDraft(messages: readonly ChatMessage[]): MessagesDraft {
  const last = messages.at(-1);
  return last?.role === "user" ? { turns: messages.slice(0, -1), text: last.content } : { turns: messages, text: "" };
}

/** @returns `undefined` where there is nothing, where it is too long, or where it is no text. */
export function textForAddress(draft: Draft): string | undefined {
  const text = textOf(draft);
  return text === "" || text.length > maxInputLength ? undefined : text;
}

function textOf(draft: Draft): string {
  switch (draft.kind) {
    case "text":
      return draft.value;
    case "list":
      return draft.value.trim() === "" ? "" : JSON.stringify(linesOf(draft.value));
    case "messages":
      if (draft.value.turns.length === 0) return draft.value.text;
      return JSON.stringify(inputValueOf(draft));
    case "image":
    case "images":
    case "audio":
      return "";
  }
}
