import { menuWords } from "virtual:menu-words";
import { describe, expect, it } from "vitest";
import { definitionOf, taskIds } from "../../tasks/index.ts";
import { bestOf, columnsOf, loadFamilies, menuItemsOf } from "./menu.ts";

const families = await loadFamilies(taskIds);

const columnsFor = (query: string, locale = "en") =>
  columnsOf(menuItemsOf(taskIds, menuWords, locale, families), query);
const found = (query: string, locale = "en") =>
  columnsFor(query, locale).flatMap(({ items }) => items.map(({ id }) => id));

describe("the task menu", () => {
  it("has all tasks in the order of modalities, in the reader's language", () => {
    const columns = columnsFor("", "zh-CN");
    const order = ["text", "vision", "audio", "multimodal"];
    const modalities = columns.map(({ id }) => id);
    expect(modalities).toEqual(order.filter((id) => taskIds.some((task) => definitionOf(task).modality === id)));
    const titles = columns.flatMap(({ items }) => items.map(({ title }) => title));
    expect(titles).toContain("语音识别");
    expect(found("")).toHaveLength(taskIds.length);
  });

  it("is searched by title, id, tag, and the name in the other language", () => {
    for (const query of ["Speech recog", "automatic-speech", "语音识别", "TRANSCRIBE subtitles"]) {
      expect(found(query)).toContain("automatic-speech-recognition");
      expect(found(query)).not.toContain("background-removal");
    }
    expect(found("抠图", "en")).toEqual(["background-removal", "image-segmentation", "mask-generation"]);
    expect(found("zzz")).toEqual([]);
  });

  it("is searched by the families of the models too", () => {
    expect(found("modnet")).toEqual(["background-removal"]);
    expect(found("Qwen3")).toContain("text-generation");
  });

  it("takes a name that was typed in full, whatever else has it within", () => {
    const nameOf = (query: string) => bestOf(columnsFor(query), query);
    for (const id of taskIds) expect(nameOf(id)).toBe(id);
    expect(nameOf("Image class")).toBe("image-classification");
    // By its English title too, whatever the page's language: other tasks have both words among theirs.
    expect(bestOf(columnsFor("Speech recognition", "zh-CN"), "Speech recognition")).toBe(
      "automatic-speech-recognition",
    );
    expect(nameOf("")).toBeUndefined();
    expect(nameOf("zzz")).toBeUndefined();
  });
});
