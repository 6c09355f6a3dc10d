import { describe, expect, test } from "vitest";
import type { Story } from "../common/chat/story.ts";
import { defaultsOf } from "../options.ts";
import { drawn } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const figures = { promptTokens: 1, keptTokens: 0, speed: null };
const begun: Story = { messages: null, prompt: "Once", text: "", tokens: [], next: null, finish: null, ...figures };
const token = { id: 5, text: " upon", probability: 0.6, top: [{ id: 5, text: " upon", probability: 0.6 }] };

function html(output: Story, final: boolean, more: Readonly<Record<string, unknown>> = {}) {
  const options = { ...defaultsOf(definition.options), mode: output.messages ? "chat" : "prompt", ...more };
  const input = output.messages ? { messages: output.messages } : { text: output.prompt };
  return drawn(visualizer, { input, options, output }, { final, onRun: () => {} });
}

describe("a text", () => {
  test("has the prompt and a mark that more will come before its first token", () => {
    const drawn = html(begun, false);
    expect(drawn).toContain("Once");
    expect(drawn).toContain('aria-busy="true"');
    expect(drawn).not.toContain("chat.empty");
    expect(drawn).not.toContain("<button");
  });

  test("of nothing says so", () => {
    const drawn = html({ ...begun, finish: "end" }, true);
    expect(drawn).toContain("chat.empty");
    expect(drawn).toContain("chat.finish-end");
  });

  test("that reached its limit can be written on, one that ended cannot", () => {
    const written = { ...begun, text: " upon", tokens: [token] };
    expect(html({ ...written, finish: "length" }, true)).toContain("chat.more");
    expect(html({ ...written, finish: "end" }, true)).not.toContain("chat.more");
  });

  test("tells how fast it came and what was still in memory", () => {
    const speed = { firstTokenMs: 420, tokensPerSecond: 12.34 };
    const drawn = html({ ...begun, text: " upon", tokens: [token], keptTokens: 3, speed }, false);
    for (const fact of ["chat.counts", "chat.kept", "chat.first", "chat.rate"]) expect(drawn).toContain(fact);
  });
});

describe("a chat", () => {
  const messages: Story["messages"] = [
    { role: "system", content: "Be brief." },
    { role: "user", content: "**Hi**" },
  ];

  test("folds what the model thought, once it answers", () => {
    const thinking = html({ ...begun, messages, text: "<think>\nA greeting" }, false);
    expect(thinking).toMatch(/<details[^>]* open="">.*A greeting/);
    const answered = html({ ...begun, messages, text: "<think>\nA greeting\n</think>\n\nHello", finish: "end" }, true);
    expect(answered).toMatch(/<details(?![^>]* open).*A greeting/);
    expect(answered).toContain("Hello");
  });

  test("shows what people wrote as they wrote it", () => {
    expect(html({ ...begun, messages, text: "Hello" }, true)).toContain("**Hi**");
  });
});

describe("one token at a time", () => {
  const open: Story = { ...begun, finish: "choice", next: { ...token, top: [token, { ...token, id: 9, text: " a" }] } };

  test("offers what may come next, and nothing to take back yet", () => {
    const drawn = html(open, true, { step: true });
    expect(drawn.match(/ui\.token\.choose/g)).toHaveLength(2);
    expect(drawn).toMatch(/<button[^>]* disabled="">chat\.step-back/);
    expect(drawn).not.toContain("chat.empty");
  });

  test("is not in the way of a text that writes itself", () => {
    expect(html({ ...open, finish: "end" }, true)).not.toContain("chat.step");
  });
});
