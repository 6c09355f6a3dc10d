import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it, test } from "vitest";
import { loadNameOf, nameOfFrom } from "./names.ts";

const Table = v.record(v.string(), v.string());
const files = ["imagenet", "coco", "ade20k", "segments", "audioset"] as const;
type File = (typeof files)[number];
const textOf = (set: File) => readFileSync(join(import.meta.dirname, `${set}.json`), "utf8");
const tableOf = (set: File) => v.parse(Table, JSON.parse(textOf(set)));

/** ImageNet's thousand labels are 999 different ones: a bird and a machine are both a crane. */
const sizes: Readonly<Record<File, number>> = {
  imagenet: 999,
  coco: 80 + 53,
  ade20k: 150,
  segments: 36,
  audioset: 527,
};

describe.each(files)("the Chinese names of %s", (set) => {
  const table = tableOf(set);

  it("are as many as the set has labels, and no label stands there twice", () => {
    expect(Object.keys(table).length).toBe(sizes[set]);
    // JSON would keep the last of two in silence.
    expect(textOf(set).match(/^ {2}"/gm)?.length).toBe(sizes[set]);
  });

  it("are Chinese, with full-width punctuation", () => {
    const wrong = Object.entries(table).filter(
      ([, name]) => /[,;:!?()[\].]/.test(name) || name !== name.trim() || !/\p{Script=Han}|^iPod$/u.test(name),
    );
    expect(wrong).toEqual([]);
  });
});

test("every label of the checkpoint that ships is named, and as the right thing", async () => {
  const config = join(import.meta.dirname, "../../../../public/models/efficientnet-lite0/config.json");
  const { id2label } = v.parse(v.object({ id2label: Table }), JSON.parse(readFileSync(config, "utf8")));
  const nameOf = await loadNameOf("imagenet");
  const labels = Object.values(id2label);
  expect(labels.length).toBe(1000);
  expect(labels.filter((label) => label !== "iPod" && nameOf(label) === label)).toEqual([]);
  expect(nameOf("Egyptian cat")).toBe("埃及猫");
  expect(nameOf(id2label["967"] ?? "")).toBe("意式浓缩咖啡");
});

test("a label is known by its whole list, its first synonym, another one, and in other spellings", () => {
  const nameOf = nameOfFrom({
    "tench, Tinca tinca": "丁鱥",
    "Cardigan, Cardigan Welsh corgi": "卡迪根柯基犬",
    cardigan: "开襟毛衣",
    maillot: "紧身泳衣",
    "maillot, tank suit": "连体泳衣",
    person: "人",
    tv: "电视",
  });
  expect(["tench, Tinca tinca", "tench", "Tench", "Tinca tinca", "tench, something else"].map(nameOf)).toEqual(
    Array.from({ length: 5 }, () => "丁鱥"),
  );
  expect([nameOf("Cardigan"), nameOf("cardigan")]).toEqual(["卡迪根柯基犬", "开襟毛衣"]);
  expect([nameOf("maillot"), nameOf("maillot, tank suit")]).toEqual(["紧身泳衣", "连体泳衣"]);
  expect([nameOf("tvmonitor"), nameOf("LABEL_3")]).toEqual(["电视", "LABEL_3"]);
});

test("names of the other sets are the right ones", async () => {
  const [coco, segments, audioset] = await Promise.all([
    loadNameOf("coco"),
    loadNameOf("segments"),
    loadNameOf("audioset"),
  ]);
  expect([coco("teddy bear"), coco("sky-other-merged"), coco("aeroplane")]).toEqual(["泰迪熊", "天空", "飞机"]);
  expect([segments("windowpane"), segments("bed "), segments("wall-brick")]).toEqual([
    "窗户",
    "床",
    coco("wall-brick"),
  ]);
  expect([segments("Left-shoe"), segments("rider"), segments("Background"), segments("aeroplane")]).toEqual([
    "左鞋",
    "骑行者",
    "背景",
    "飞机",
  ]);
  expect([audioset("Baby cry, infant cry"), audioset("Purr"), audioset("Field recording")]).toEqual([
    "婴儿哭声",
    "猫呼噜声",
    "现场录音",
  ]);
});
