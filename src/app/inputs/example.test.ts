import { expect, test } from "vitest";
import { listField } from "../../tasks/fields/list.ts";
import { messagesField } from "../../tasks/fields/messages.ts";
import { textField } from "../../tasks/fields/text.ts";
import { loadExampleDraft } from "./example.ts";

test("an example's texts fill the editor that the field has", async () => {
  expect(await loadExampleDraft(textField(), "a", "/")).toEqual({ kind: "text", value: "a" });
  expect(await loadExampleDraft(listField(), ["a", "b"], "/")).toEqual({ kind: "list", value: "a\nb" });
  expect(await loadExampleDraft(messagesField(), ["Hi"], "/")).toEqual({
    kind: "messages",
    value: { turns: [], text: "Hi" },
  });
});
