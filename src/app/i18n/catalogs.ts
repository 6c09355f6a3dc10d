import type { Messages } from "@lingui/core";
import { definitionOf, type TaskId, taskIds } from "../../tasks/index.ts";
import type { Locale } from "./locale.ts";

type Load = () => Promise<Messages>;

/** The core words by area. `scripts/vite/messages.mjs` has compiled them when they arrive. */
export const areas = {
  start: {
    en: async () => (await import("./start-en.ts")).messages,
    "zh-CN": async () => (await import("./start-zh-cn.ts")).messages,
  },
  later: {
    en: async () => (await import("./later-en.ts")).messages,
    "zh-CN": async () => (await import("./later-zh-cn.ts")).messages,
  },
  errors: {
    en: () => withTitles("en", import("./messages/en/errors.json")),
    "zh-CN": () => withTitles("zh-CN", import("./messages/zh-CN/errors.json")),
  },
  device: {
    en: async () => (await import("./messages/en/device.json")).default,
    "zh-CN": async () => (await import("./messages/zh-CN/device.json")).default,
  },
  hosted: {
    en: async () => (await import("./messages/en/hosted.json")).default,
    "zh-CN": async () => (await import("./messages/zh-CN/hosted.json")).default,
  },
  chat: {
    en: async () => (await import("./messages/en/chat.json")).default,
    "zh-CN": async () => (await import("./messages/zh-CN/chat.json")).default,
  },
  models: {
    en: async () => (await import("./messages/en/models.json")).default,
    "zh-CN": async () => (await import("./messages/zh-CN/models.json")).default,
  },
  learn: {
    en: async () => (await import("./messages/en/learn.json")).default,
    "zh-CN": async () => (await import("./messages/zh-CN/learn.json")).default,
  },
} satisfies Record<string, Record<Locale, Load>>;
export type Area = keyof typeof areas;

/** A task's words live under its id, so that tasks cannot overwrite each other's or the core's. */
export const scopedKey = (taskId: string, key: string) => `${taskId}/${key}`;

/** An error names the task that a checkpoint was made for, so the titles of all tasks come with its words. */
async function withTitles(locale: Locale, words: Promise<{ readonly default: Messages }>): Promise<Messages> {
  const { menuWords } = await import("virtual:menu-words");
  const messages: Messages = { ...(await words).default };
  // As a compiled message of text alone is: these are not compiled.
  for (const id of taskIds) messages[scopedKey(id, "title")] = [menuWords[id]?.[locale]?.title ?? id];
  return messages;
}

/** A task's own words, by their plain keys. */
export async function taskWordsOf(taskId: TaskId, locale: Locale): Promise<Messages> {
  return (await definitionOf(taskId).words[locale]()).default;
}
