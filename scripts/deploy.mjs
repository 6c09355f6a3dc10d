import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hosts, rulesOf } from "./deploy/files.mjs";
import { policyOf } from "./deploy/policy.mjs";
import { distFolder } from "./shared/root.mjs";

/**
 * `npm run deploy -- <host>...` writes into the built folder what each host wants to be told: docs/deploy.md. The policy is
 * that of the build and of the `site.json` in it, so it comes after both.
 */
const names = process.argv.slice(2);
const html = readFileSync(join(distFolder, "index.html"), "utf8");
const rules = rulesOf(policyOf(html, JSON.parse(readFileSync(join(distFolder, "site.json"), "utf8"))));
if (names.length === 0 || names.some((name) => !(name in hosts))) {
  console.error(`npm run deploy -- <${Object.keys(hosts).join("|")}>`);
  process.exitCode = 1;
} else {
  for (const name of names) {
    for (const [path, text] of Object.entries(hosts[name]?.(html, rules) ?? {})) {
      const file = join(distFolder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(`${name}: ${file}`);
    }
  }
}
