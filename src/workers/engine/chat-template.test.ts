import { describe, expect, it } from "vitest";
import { createChatTemplate } from "./chat-template.ts";

const messages = [{ role: "user", content: "hi" }] as const;

function render(source: string): string | undefined {
  return createChatTemplate(source, { bos_token: "<s>" })?.render(messages, {});
}

describe("a chat template", () => {
  it("is followed from its first character on", () => {
    expect(render("\n  {{ bos_token }}{% for turn in messages %}{{ turn.content }}{% endfor %}")).toBe("\n  <s>hi");
  });

  it("that refuses a conversation does so in its own words, which are the input's fault", () => {
    const strict = "{% if messages[0].role == 'user' %}{{ raise_exception('Turns must alternate.') }}{% endif %}";
    expect(() => render(strict)).toThrow(
      expect.objectContaining({ code: "input-invalid", message: "Turns must alternate." }),
    );
  });

  it("that cannot be followed is the checkpoint's fault", () => {
    expect(() => render("{{ nothing.at.all() }}")).toThrow(expect.objectContaining({ code: "model-unsupported" }));
  });
});
