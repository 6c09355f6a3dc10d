import { readFile } from "node:fs/promises";
import type { Repo } from "./repository.ts";

/** README front matter, as far as the Hub makes something of it. */
type Card = Readonly<Partial<Record<(typeof cardKeys)[number], string | readonly string[]>>>;

const cardKeys = ["license", "language", "library_name", "pipeline_tag", "tags", "base_model"] as const;

export async function cardOf(repo: Repo): Promise<Card> {
  const [, front = ""] = /^---\r?\n(.*?)\r?\n---/s.exec(await textOf(repo, "README.md")) ?? [];
  const entries = cardKeys.flatMap((key) => {
    const value = frontValue(key, front);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Only what model cards use of YAML: `key: value`, `key: [a, b]`, and one `- item` a line. */
function frontValue(key: string, front: string): string | readonly string[] | undefined {
  const found = new RegExp(`^${key}:[ \\t]*(.*)((?:\\r?\\n[ \\t]*- .*)*)`, "m").exec(front);
  if (!found) {
    return undefined;
  }
  const [, inline = "", lines = ""] = found;
  if (inline.startsWith("[")) {
    return inline.replace(/[[\]]/g, "").split(",").map(bare);
  }
  return inline.trim() === ""
    ? lines
        .split("\n")
        .slice(1)
        .map((line) => bare(line.replace("- ", "")))
    : bare(inline);
}

function bare(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, "$2");
}

export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

interface Config {
  readonly architectures?: readonly string[];
  readonly model_type?: string;
}

/** What the Hub repeats of config.json; nothing where the file is missing or no JSON. */
export async function configOf(repo: Repo): Promise<Config> {
  try {
    const config: unknown = JSON.parse(await textOf(repo, "config.json"));
    if (typeof config !== "object" || config === null) {
      return {};
    }
    const type = "model_type" in config ? config.model_type : undefined;
    const names = "architectures" in config ? config.architectures : undefined;
    return {
      ...(Array.isArray(names) && { architectures: names.filter((name) => typeof name === "string") }),
      ...(typeof type === "string" && { model_type: type }),
    };
  } catch {
    return {};
  }
}

async function textOf(repo: Repo, name: string): Promise<string> {
  const file = repo.files.get(name);
  return file ? readFile(file.path, "utf8") : "";
}
