import type { Messages } from "@lingui/core";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import type { Locale } from "./locale.ts";

type Load = () => Promise<Messages>;

/** The core words by area. `scripts/vite/messages.mjs` has compiled them when they arrive. */
export const areas = {
  start: {
    en: async () => (await import("./start-en.ts")).messages,
    "zh-CN": async () => (await import("./start-zh-cn.ts")).messages,
  },
  errors: {
    en: async () => (await import("./messages/en/errors.json")).default,
    "zh-CN": async () => (await import("./messages/zh-CN/errors.json")).default,
  },
  device: {
    en: async () => (await import("./messages/en/device.json")).default,
    "zh-CN": async () => (await import("./messages/zh-CN/device.json")).default,
  },
} satisfies Record<string, Record<Locale, Load>>;
export type Area = keyof typeof areas;

/** A task's own words, by their plain keys. */
export async function taskWordsOf(taskId: TaskId, locale: Locale): Promise<Messages> {
  return (await definitionOf(taskId).words[locale]()).default;
}
