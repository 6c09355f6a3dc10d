import type { Lookup } from "../../hub/lookup.ts";
import type { ResultData } from "../../tasks/visualizer.ts";
import type { AddressBar } from "../address/sync.ts";
import type { DeviceFacts } from "../device.ts";
import { fitOf } from "../fit.ts";
import { toSite } from "../site.ts";
import type { Environment } from "../store/environment.ts";

export const gpuFacts: DeviceFacts = {
  secure: true,
  isolated: true,
  cores: 8,
  memoryGB: 8,
  isMobile: false,
  freeBytes: 10e9,
  adapter: {
    vendor: "some",
    architecture: "some",
    description: "",
    isFallback: false,
    shaderF16: true,
    maxBufferBytes: 2 ** 31,
    maxBindingBytes: 2 ** 31,
  },
};
export const cpuFacts: DeviceFacts = { ...gpuFacts, adapter: undefined };

/** Time that moves only when a test says so. */
function createHand() {
  let nowMs = 0;
  let waiting: { atMs: number; call: () => void }[] = [];
  return {
    now: () => nowMs,
    after(ms: number, call: () => void) {
      const one = { atMs: nowMs + ms, call };
      waiting.push(one);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    pass(ms: number) {
      nowMs += ms;
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter(({ atMs }) => atMs > nowMs);
      for (const { call } of due) call();
    },
  };
}

interface FakePageSettings {
  readonly facts?: DeviceFacts;
  readonly site?: string;
  readonly saved?: string;
  readonly hash?: string;
  /** What the endpoints know, by model. */
  readonly lookups?: Readonly<Record<string, Lookup>>;
  /** What is otherwise here. */
  readonly other?: Partial<Environment>;
}

/** A page in memory: no network, no storage of a browser, time in the hand of the test. */
export function createFakePage(settings: FakePageSettings = {}) {
  const hand = createHand();
  const stored = new Map<string, string>(settings.saved === undefined ? [] : [["model-playground", settings.saved]]);
  const blobs = new Map<string, string | Blob>();
  const hashes: string[] = [settings.hash ?? ""];
  let onHashChange = (_hash: string): void => {};
  let toJson = async ({ output }: ResultData): Promise<unknown> => output;

  const environment: Environment = {
    loadSite: async () => toSite(settings.site),
    loadHosted: () => Promise.reject(new Error("This page has no hosted models.")),
    probeDevice: async () => settings.facts ?? gpuFacts,
    loadJudge: async () => fitOf,
    words: { switchTo: async () => {}, needTask: async () => {}, needErrors: async () => {} },
    languages: ["en-GB"],
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    isThrifty: () => false,
    embeddedBase: "https://site.example/models/",
    lookUp: async ({ model }) => settings.lookups?.[model] ?? { status: "unknown" },
    visualizerOf: async (id) => ({
      id,
      open: (result) => ({
        output: result.output,
        render: () => null,
        toJson: (options) => toJson({ ...result, options: { ...result.options, ...options } }),
      }),
    }),
    loadExampleDraft: async (_, value) => ({ kind: "list", value: [value].flat().join("\n") }),
    keepBlob(json) {
      const href = `blob:${blobs.size}`;
      blobs.set(href, json);
      return href;
    },
    dropBlob: (href) => void blobs.delete(href),
    now: hand.now,
    after: hand.after,
    ...settings.other,
  };
  const bar: AddressBar = {
    hash: () => hashes.at(-1) ?? "",
    replaceHash: (fragment) => void hashes.push(`#${fragment}`),
    onHashChange(call) {
      onHashChange = call;
    },
    after: hand.after,
  };
  return {
    environment,
    bar,
    hashes,
    blobs,
    stored,
    pass: hand.pass,
    goTo(hash: string) {
      hashes.push(hash);
      onHashChange(hash);
    },
    answerJsonWith(answer: (result: ResultData) => Promise<unknown>) {
      toJson = answer;
    },
  };
}
