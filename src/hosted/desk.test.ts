import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testKey } from "../../scripts/hosted/faults.mjs";
import { type Provider, startProvider } from "../../scripts/hosted/server.mjs";
import { realClock } from "../shared/clock.ts";
import { HostedSite } from "../shared/site.ts";
import { definitionOf } from "../tasks/index.ts";
import { defaultsOf } from "../tasks/options.ts";
import { createHosted } from "./desk.ts";

let openai: Provider;
let anthropic: Provider;
beforeAll(async () => {
  [openai, anthropic] = await Promise.all([
    startProvider({ protocol: "openai" }),
    startProvider({ protocol: "anthropic" }),
  ]);
});
afterAll(async () => {
  await Promise.all([openai.close(), anthropic.close()]);
});

function createDesk(stored = new Map<string, string>()) {
  const site = v.parse(HostedSite, {
    providers: ["openai", "anthropic", "server"],
    baseUrls: { openai: openai.url, anthropic: anthropic.url },
  });
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const desk = createHosted({ site, storage, fetch, clock: realClock, timeoutMs: { firstByte: 1000, stall: 1000 } });
  const target = desk.find("text-generation", "openai/echo");
  if (!target) throw new Error("The model is hosted.");
  const ask = () =>
    desk.run(
      {
        taskId: "text-generation",
        target,
        input: { messages: [{ role: "user", content: "Hi" }] },
        options: defaultsOf(definitionOf("text-generation").options),
      },
      () => {},
    );
  return { desk, stored, target, ask };
}

describe("a key", () => {
  it("is kept for this visit alone, unless the reader asks for more", () => {
    const { desk, stored, target } = createDesk();
    desk.setKey(target.host, ` ${testKey}\n`);
    expect(desk.state.getState().keyed).toEqual({ [target.host]: "visit" });
    expect([...stored.values()].join()).not.toContain(testKey);
    desk.remember(target.host, true);
    expect(createDesk(stored).desk.state.getState().keyed).toEqual({ [target.host]: "browser" });
    desk.remember(target.host, false);
    expect([...stored.values()].join()).not.toContain(testKey);
  });

  it("is in nothing that the screen knows", () => {
    const { desk, target } = createDesk();
    desk.setKey(target.host, testKey);
    desk.remember(target.host, true);
    expect(JSON.stringify(desk.state.getState())).not.toContain(testKey);
  });

  it("goes to the host that it was given for, and to no other", async () => {
    const { desk, target, ask } = createDesk();
    desk.setKey(target.host, testKey);
    desk.consent(target.host);
    expect(await ask().outcome).toMatchObject({ type: "answered" });
    const other = desk.find("text-generation", "anthropic/echo");
    if (other) desk.list(other);
    expect(desk.state.getState().offers).toEqual({});
    expect(anthropic.asked).toEqual([]);
  });

  it("brings the list of models, once", async () => {
    const { desk, target } = createDesk();
    desk.list(target);
    expect(desk.state.getState().offers).toEqual({});
    desk.setKey(target.host, testKey);
    const before = openai.asked.length;
    desk.list(target);
    desk.list(target);
    await expect
      .poll(() => desk.state.getState().offers[target.base])
      .toMatchObject({ status: "known", models: [{ id: "echo" }, {}, {}] });
    expect(openai.asked.length).toBe(before + 1);
  });
});

describe("the first run with a host", () => {
  it("sends nothing before the reader agrees, and asks once", async () => {
    const { desk, target, stored, ask } = createDesk();
    desk.setKey(target.host, testKey);
    const before = openai.asked.length;
    const { outcome } = ask();
    await expect.poll(() => desk.state.getState().asking).toBe(target.host);
    expect(openai.asked.length).toBe(before);
    desk.consent(target.host);
    expect(await outcome).toMatchObject({ type: "answered" });
    expect(desk.state.getState().asking).toBeUndefined();
    const again = createDesk(stored);
    again.desk.setKey(target.host, testKey);
    expect(await again.ask().outcome).toMatchObject({ type: "answered" });
  });

  it("can be stopped while it asks", async () => {
    const { desk, target, ask } = createDesk();
    desk.setKey(target.host, testKey);
    const { outcome, stop } = ask();
    await expect.poll(() => desk.state.getState().asking).toBe(target.host);
    stop();
    expect(await outcome).toEqual({ type: "cancelled" });
    expect(desk.state.getState().asking).toBeUndefined();
  });
});

it("a hosted model of a task that takes more than words, or without a server, says why it cannot be asked", () => {
  const { desk } = createDesk();
  expect(desk.findRefusal("image-classification", "openai/echo")).toMatchObject({ reason: "hosted-task" });
  expect(desk.findRefusal("summarization", "server/x")).toMatchObject({ reason: "hosted-server" });
  expect(desk.findRefusal("summarization", "Xenova/x")).toBeUndefined();
  desk.setServer("http://localhost:1");
  expect(desk.findRefusal("summarization", "server/x")).toBeUndefined();
});
