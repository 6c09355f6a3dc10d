import { isActive } from "../../tasks/input.ts";
import type { Draft } from "../inputs/draft.ts";
import { definitionIn, draftIn, insteadOfChatIn, modelIn, optionsIn } from "./selectors.ts";
import type { SliceContext } from "./state.ts";

/**
 * A model without a chat template was chosen where the task begins as a chat: the mode follows it by itself
 * (`optionsIn`). Here that is said, and what was written for the chat moves to the prompt, where nothing stands yet.
 */
export function followTemplate({ get, set }: Pick<SliceContext, "get" | "set">): void {
  const state = get();
  if (Object.keys(insteadOfChatIn(state)).length === 0) return;
  get().notify("model", "template-missing", { model: modelIn(state).model });
  const options = optionsIn(state);
  const fields = Object.entries(definitionIn(state).inputs);
  const chat = fields.find(([, { kind }]) => kind === "messages");
  const prompt = fields.find(([, field]) => field.kind === "text" && isActive(field, options));
  if (!chat || !prompt) return;
  const from = draftIn(state, chat[0]);
  const to = draftIn(state, prompt[0]);
  if (from.kind !== "messages" || to.kind !== "text" || from.value.text === "" || to.value !== "") return;
  const moved: Readonly<Record<string, Draft>> = {
    [chat[0]]: { kind: "messages", value: { ...from.value, text: "" } },
    [prompt[0]]: { kind: "text", value: from.value.text },
  };
  set(({ drafts }) => ({ drafts: { ...drafts, [state.task]: { ...drafts[state.task], ...moved } } }));
}
