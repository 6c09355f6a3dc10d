import { menuWords } from "virtual:menu-words";
import { describe, expect, it } from "vitest";
import { taskIds } from "../../tasks/index.ts";
import { columnsOf, menuItemsOf } from "./menu.ts";

const found = (query: string, locale = "en") =>
  columnsOf(menuItemsOf(taskIds, menuWords, locale), query).flatMap(({ items }) => items.map(({ id }) => id));

describe("the task menu", () => {
  it("has all tasks in the order of modalities, in the reader's language", () => {
    const columns = columnsOf(menuItemsOf(taskIds, menuWords, "zh-CN"), "");
    expect(columns.map(({ id }) => id)).toEqual(["text", "vision", "audio"]);
    expect(columns[2]?.items[0]?.title).toBe("语音识别");
    expect(found("")).toHaveLength(taskIds.length);
  });

  it("is searched by title, id, tag, and the name in the other language", () => {
    for (const query of ["Speech recog", "automatic-speech", "whisper", "语音", "TRANSCRIBE subtitles"]) {
      expect(found(query)).toEqual(["automatic-speech-recognition"]);
    }
    expect(found("抠图", "en")).toEqual(["background-removal"]);
    expect(found("zzz")).toEqual([]);
  });
});
