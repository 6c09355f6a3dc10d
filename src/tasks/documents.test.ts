import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { definitionOf, type TaskId, taskIds } from "./index.ts";

const root = path.join(import.meta.dirname, "..", "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** The rows of the first table whose head begins with these cells. */
function rowsOf(text: string, head: string): readonly (readonly string[])[] {
  const lines = text.slice(text.indexOf(`\n| ${head}`) + 1).split("\n");
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(2, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** A task's inputs as docs/contract.md writes them. */
function inputsOf(id: TaskId): string {
  const { inputs, options } = definitionOf(id);
  const names = Object.entries(inputs).flatMap(([name, field]) => {
    const { when } = field;
    if (when) return [`\`${name}\` (\`option-${when.option}\`: \`${String(when.equals)}\`)`];
    return [name, ...(field.kind === "messages" ? (field.also ?? []) : [])].map((one) => `\`${one}\``);
  });
  return [...names, ...("per_line" in options ? ["`option-per_line`"] : [])].join(", ");
}

describe("docs/contract.md", () => {
  const contract = read("docs/contract.md");

  it("lists every task beside its inputs", () => {
    const rows = new Map<string, TaskId[]>();
    for (const id of taskIds) rows.set(inputsOf(id), [...(rows.get(inputsOf(id)) ?? []), id]);
    const written = rowsOf(contract, "inputs | tasks").map(([inputs, ids = ""]) => [inputs, ids.split(", ").sort()]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(rows));
  });

  it("says once what each task gives, and of no other task", () => {
    const given = rowsOf(contract, "task | JSON").flatMap(([tasks = ""]) => tasks.split(/[,;] /));
    expect([...given].sort()).toEqual([...taskIds].sort());
  });
});

describe("docs/checkpoints.md", () => {
  it("says of each curated checkpoint what shows that it is there, and of no other", async () => {
    const curated = await Promise.all(taskIds.map((id) => definitionOf(id).models()));
    const ids = new Set(curated.flat().map(({ id }) => id));
    const rows = rowsOf(read("docs/checkpoints.md"), "checkpoint | evidence");
    expect(rows.map(([id]) => id).sort()).toEqual([...ids].sort());
    for (const [id, evidence] of rows) expect({ id, evidence }).toEqual({ id, evidence: expect.stringMatching(/\S/) });
  });
});

describe("README.md", () => {
  it("lists every checkpoint that ships with the site, its size and its licence", async () => {
    const curated = await Promise.all(taskIds.map((id) => definitionOf(id).models()));
    const shipped = new Map(
      curated
        .flat()
        .filter(({ id }) => id.startsWith("embedded/"))
        .map(({ id, bytes, licence }) => [id, `${Math.round(Math.max(...Object.values(bytes)) / 1e6)} MB, ${licence}`]),
    );
    const rows = rowsOf(read("README.md"), "task | ships with the site");
    // Named as people do: U²-Net-p for u2netp, Whisper base for whisper-base.
    const plain = (name: string) =>
      name
        .replace("²", "2")
        .replaceAll(/[^a-z0-9]/gi, "")
        .toLowerCase();
    const said = rows.map(([, name = "", size, licence]) => [plain(name), `${size}, ${licence}`]);
    const expected = [...shipped].map(([id, facts]) => [
      plain(id.replace("embedded/", "").replace("-enzh", "")),
      facts,
    ]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(expected));
  });
});

describe("CONTRIBUTING.md", () => {
  it("walks through files that exist", () => {
    const text = read("CONTRIBUTING.md");
    const named = [...text.matchAll(/`((?:src|e2e|scripts|docs|bench|public)\/[\w./@-]+)`/g)].map(
      ([, file = ""]) => file,
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
