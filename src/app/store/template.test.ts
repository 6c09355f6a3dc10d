import { expect, test } from "vitest";
import { createTestApp } from "../testing/app.ts";
import { optionsIn } from "./selectors.ts";

const chats = "HuggingFaceTB/SmolLM2-360M-Instruct";
const continues = "Xenova/gpt2";

async function createWriting() {
  const app = await createTestApp();
  await app.state().setTask("text-generation");
  return app;
}

const codesOf = ({ state }: Awaited<ReturnType<typeof createWriting>>) => state().notices.map(({ code }) => code);

test("the mode follows whether the model has a chat template, there and back", async () => {
  const app = await createWriting();
  expect(optionsIn(app.state()).mode).toBe("chat");
  app.state().setModel(continues);
  expect(optionsIn(app.state()).mode).toBe("prompt");
  expect(codesOf(app)).toContain("template-missing");
  app.state().setModel(chats);
  expect(optionsIn(app.state()).mode).toBe("chat");
  expect(codesOf(app)).not.toContain("template-missing");
});

test("a link that asks a model without a template for a chat opens as a prompt, and says so", async () => {
  const app = await createWriting();
  const link = { task: "text-generation", model: continues, complete: true, trace: false, drafts: {} } as const;
  await app.state().open({ ...link, options: { mode: "chat" } });
  expect(optionsIn(app.state()).mode).toBe("prompt");
  expect(codesOf(app)).toContain("template-missing");
});

test("a chosen prompt stays a prompt where the model could chat", async () => {
  const app = await createWriting();
  app.state().setOption("mode", "prompt");
  app.state().setModel(chats);
  expect(optionsIn(app.state()).mode).toBe("prompt");
});

test("what was written for the chat moves to the prompt, and never over another text", async () => {
  const app = await createWriting();
  app.state().setDraft("messages", { kind: "messages", value: { turns: [], text: "Once upon a time" } });
  app.state().setModel(continues);
  expect(app.state().drafts["text-generation"]).toMatchObject({
    messages: { value: { turns: [], text: "" } },
    text: { value: "Once upon a time" },
  });
  app.state().setModel(chats);
  app.state().setDraft("messages", { kind: "messages", value: { turns: [], text: "Another" } });
  app.state().setModel(continues);
  expect(app.state().drafts["text-generation"]).toMatchObject({
    messages: { value: { text: "Another" } },
    text: { value: "Once upon a time" },
  });
});
