import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { HostedSite } from "../shared/site.ts";
import { findPresent } from "./retired.ts";
import { findBase, findHostedId, findTarget } from "./target.ts";

const all = v.parse(HostedSite, { providers: ["anthropic", "google", "openai", "mistral", "hf", "server"] });
const site = (more: object) => v.parse(HostedSite, { providers: [], ...more });

describe("an id", () => {
  it.each([
    ["anthropic/claude-haiku-4-5", "anthropic", "claude-haiku-4-5"],
    ["google/gemini-flash-latest", "google", "gemini-flash-latest"],
    ["openai/gpt-4.1", "openai", "gpt-4.1"],
    ["mistral/mistral-small-latest", "mistral", "mistral-small-latest"],
    ["hf/meta-llama/Llama-3.1-8B-Instruct:fastest", "hf", "meta-llama/Llama-3.1-8B-Instruct:fastest"],
    ["server/llama3.2:1b", "server", "llama3.2:1b"],
  ])("%s is a hosted model", (model, provider, id) => {
    expect(findHostedId(model, all)).toEqual({ provider, id });
  });

  it.each([
    "openai/whisper-base",
    "openai/gpt-oss-20b",
    "openai/clip-vit-base-patch32",
    "google/flan-t5-small",
    "google/gemma-3-1b-it",
    "embedded/e5",
    "Xenova/gpt2",
    "anthropic/",
  ])("%s is none", (model) => {
    expect(findHostedId(model, all)).toBeUndefined();
  });

  it("of a provider that the site does not name is one of the Hub", () => {
    expect(findHostedId("anthropic/x", site({ providers: ["openai"] }))).toBeUndefined();
    expect(findHostedId("server/x", site({}))).toBeUndefined();
    expect(findHostedId("server/x", site({ servers: [{ name: "Mine", url: "http://mine.example" }] }))).toBeDefined();
  });
});

describe("an address", () => {
  it.each([
    ["http://localhost:8000", "http://localhost:8000/v1"],
    ["localhost:11434", "http://localhost:11434/v1"],
    ["http://localhost:8000/v1/", "http://localhost:8000/v1"],
    ["https://proxy.example/vllm/v1/chat/completions", "https://proxy.example/vllm/v1"],
    ["https://proxy.example/v1beta/openai/", "https://proxy.example/v1beta/openai"],
    ["", undefined],
    ["ftp://x", undefined],
    ["http://user:secret@x", undefined],
  ])("%s is asked at %s", (text, base) => {
    expect(findBase(text, "v1")).toBe(base);
  });

  it("of a provider can be replaced by the site, and that of a server by the reader where the site allows it", () => {
    expect(findTarget("openai/gpt-4.1", all, "")).toMatchObject({ host: "api.openai.com" });
    const moved = site({ providers: ["google"], baseUrls: { google: "http://127.0.0.1:9" } });
    expect(findTarget("google/gemini-pro-latest", moved, "")).toMatchObject({ base: "http://127.0.0.1:9/v1beta" });
    expect(findTarget("server/x", all, "")).toBeUndefined();
    expect(findTarget("server/x", all, "localhost:1234")).toMatchObject({ host: "localhost:1234" });
    const named = site({ servers: [{ name: "Mine", url: "http://mine.example/v1" }] });
    expect(findTarget("server/x", named, "")).toMatchObject({ host: "mine.example" });
    expect(findTarget("server/x", named, "http://other.example")).toBeUndefined();
  });
});

describe("a retired name", () => {
  it.each([
    ["anthropic/claude-3-opus", "anthropic/claude-opus-5-5"],
    ["anthropic/claude-3-5-sonnet-20241022", "anthropic/claude-sonnet-5-5"],
    ["anthropic/claude-3-haiku-20240307", "anthropic/claude-haiku-5-5"],
    ["google/gemini-pro", "google/gemini-pro-latest"],
    ["google/gemini-ultra", "google/gemini-pro-latest"],
    ["openai/gpt-3", "openai/gpt-5.6-luna"],
    ["openai/gpt-4", "openai/gpt-5.6-terra"],
    ["mistral/mixtral-8x7b", "hf/mistralai/Mixtral-8x7B-Instruct-v0.1"],
  ])("%s leads to %s", (name, present) => {
    expect(findPresent(name)).toBe(present);
  });

  it.each(["openai/gpt-4.1", "openai/gpt-4o-mini", "anthropic/claude-haiku-4-5", "google/gemini-3.8-flash"])(
    "is not %s",
    (name) => expect(findPresent(name)).toBeUndefined(),
  );
});
