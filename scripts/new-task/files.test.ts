import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../shared/root.mjs";
import { filesOf, withEntry, withRows } from "./files.mjs";

const id = "one-more-task";
const files = new Map(Object.entries(filesOf(id)).map(([path, content]) => [join(root, path), content]));

/** What the compiler says of the new files, as if they lay in their places. */
function complaintsAbout(sources: ReadonlyMap<string, string>): readonly string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  const folders = new Set([...sources.keys()].map((path) => dirname(path)));
  const directoryExists = host.directoryExists?.bind(host);
  host.directoryExists = (path) => folders.has(path) || (directoryExists?.(path) ?? true);
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const own = sources.get(path);
    return own === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, own, languageVersion);
  };
  const scripts = [...sources.keys()].filter((path) => /\.tsx?$/.test(path));
  const program = ts.createProgram([...scripts, join(root, "src/vite.d.ts")], options, host);
  return scripts.flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
  });
}

test("a new task compiles where it will lie, and a mistake in it would be seen", () => {
  const wrong = join(root, `src/tasks/${id}/wrong.ts`);
  const mistake = 'import { definition } from "./definition.ts";\nexport const id: number = definition.id;\n';
  const complaints = complaintsAbout(new Map([...files, [wrong, mistake]]));
  expect(complaints).toEqual([expect.stringContaining("/wrong.ts: Type 'string' is not assignable")]);
});

test("its words are there in both languages", () => {
  const [english, chinese] = ["en", "zh-CN"].map((locale): unknown =>
    JSON.parse(files.get(join(root, `src/tasks/${id}/messages/${locale}.json`)) ?? ""),
  );
  expect(Object.keys(Object(english))).toEqual(Object.keys(Object(chinese)));
});

test("the registry and the contract name it, once each table", () => {
  const registry = readFileSync(join(root, "src/tasks/registry.ts"), "utf8");
  const entries = withEntry(registry, id).trimEnd().split("\n").slice(1);
  expect(entries).toEqual([...entries].sort());
  expect(entries.filter((line) => line.includes(id))).toHaveLength(1);
  const contract = withRows(readFileSync(join(root, "docs/contract.md"), "utf8"), id);
  expect(contract.split(id)).toHaveLength(3);
  expect(withRows(contract, "yet-another")).toMatch(/^\| `text` \|.* ?one-more-task, yet-another \|$/m);
});
