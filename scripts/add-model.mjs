// npm run add-model -- <folder> [name] [models folder]: puts a checkpoint beside the site, as embedded/<name>.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { planOf } from "./add-model/plan.mjs";
import { filesIn } from "./shared/files.mjs";
import { root } from "./shared/root.mjs";

const [given, name = basename(resolve(given ?? ".")), models = join(root, "public", "models")] = process.argv.slice(2);
if (!given || !/^[A-Za-z0-9][\w.-]*$/.test(name)) {
  throw new Error("npm run add-model -- <folder> [name] [models folder]: a name has letters, digits, dots and dashes.");
}
const source = resolve(given);
const target = join(models, name);
if (!existsSync(join(source, "config.json"))) throw new Error(`${source} has no config.json: it is no checkpoint.`);
if (existsSync(target)) throw new Error(`${target} is there already: give another name, or take it away first.`);

const { files, config, warnings } = planOf(
  filesIn(source),
  JSON.parse(readFileSync(join(source, "config.json"), "utf8")),
);
for (const path of files) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  if (path === "config.json") writeFileSync(join(target, path), `${JSON.stringify(config, null, 2)}\n`);
  else copyFileSync(join(source, path), join(target, path));
}
for (const warning of warnings) console.warn(`note: ${warning}`);
console.log(
  `${files.length} files are in ${target}. In site.json it is "embedded/${name}", as in #model=embedded/${name}.`,
);
