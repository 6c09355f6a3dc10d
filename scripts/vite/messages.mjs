import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileMessage } from "@lingui/message-utils/compileMessage";

const catalog = /\/messages\/(?:[\w-]+\/)?[\w-]+\.json$/;
const menuId = "virtual:menu-words";
const menuKeys = /** @type {const} */ (["title", "summary", "tags"]);

/**
 * Compiles the message catalogs (JSON files below a folder `messages`, ICU MessageFormat) at build time, so that no
 * parser ships, and gathers the words of the task menu, in all languages, into the one module `virtual:menu-words`.
 * @returns {import("vite").Plugin}
 */
export function messages() {
  let root = "";
  return {
    name: "messages",
    enforce: "pre",
    configResolved(config) {
      root = config.root;
    },
    resolveId(id) {
      return id === menuId ? `\0${menuId}` : undefined;
    },
    load(id) {
      if (id !== `\0${menuId}`) return undefined;
      const files = taskCatalogs(join(root, "src", "tasks"));
      for (const { path } of files) this.addWatchFile(path);
      return `export const menuWords = ${JSON.stringify(menuWordsOf(files))};`;
    },
    transform(code, id) {
      if (!catalog.test(id)) return undefined;
      return { code: JSON.stringify(compileCatalog(JSON.parse(code))), map: null };
    },
  };
}

/**
 * @param {Readonly<Record<string, string>>} source
 * @returns {Record<string, import("@lingui/message-utils/compileMessage").CompiledMessage>}
 */
function compileCatalog(source) {
  return Object.fromEntries(Object.entries(source).map(([key, text]) => [key, compileMessage(text)]));
}

/** @param {string} tasksFolder */
function taskCatalogs(tasksFolder) {
  return readdirSync(tasksFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(tasksFolder, entry.name, "definition.ts")))
    .flatMap(({ name: task }) => {
      const folder = join(tasksFolder, task, "messages");
      return readdirSync(folder).map((file) => ({
        task,
        locale: file.replace(/\.json$/, ""),
        path: join(folder, file),
      }));
    });
}

/** @param {ReturnType<typeof taskCatalogs>} files */
function menuWordsOf(files) {
  /** @type {Record<string, Record<string, Record<string, string>>>} */
  const words = {};
  for (const { task, locale, path } of files) {
    /** @type {Record<string, string>} */
    const source = JSON.parse(readFileSync(path, "utf8"));
    words[task] = {
      ...words[task],
      [locale]: Object.fromEntries(menuKeys.map((key) => [key, source[key] ?? ""])),
    };
  }
  return words;
}
