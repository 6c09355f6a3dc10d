import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { classesOf, type Files, json, zipped } from "../export/folder.ts";
import { joined } from "./join.ts";
import type { Head } from "./regression.ts";
import type { HubFile, Modality, TextPooling } from "./verbs.ts";

interface FolderSettings {
  readonly files: readonly HubFile[];
  readonly graph: string;
  readonly target: string;
  readonly modality: Modality;
  readonly pooling: TextPooling;
  readonly head: Head;
  readonly labels: readonly string[];
}

/** Python's classes of such a head: `AutoModelFor...`. */
const classOf: Readonly<Record<Modality, string>> = {
  text: "ForSequenceClassification",
  image: "ForImageClassification",
  audio: "ForAudioClassification",
};

/** Head and body as one checkpoint in the Hub's layout, in a zip archive. */
export function joinedFolder({ files, graph, target, labels, ...rest }: FolderSettings): Uint8Array<ArrayBuffer> {
  const body = files.find(({ path }) => path === graph);
  const config = files.find(({ path }) => path === "config.json");
  if (!body || !config) throw new TaskError("file-corrupt", "The body's graph or its configuration is not there.");
  const others = files.filter((file) => file !== body && file !== config);
  const all: Files = {
    ...Object.fromEntries(others.map(({ path, bytes }) => [path, bytes])),
    "config.json": configOf(config.bytes, rest.modality, labels),
    [target]: joined({ ...rest, graph: body.bytes }),
  };
  return zipped(all, "learned");
}

const Config = v.looseObject({ architectures: v.optional(v.array(v.string())), model_type: v.optional(v.string()) });

function configOf(bytes: Uint8Array, modality: Modality, labels: readonly string[]): Uint8Array<ArrayBuffer> {
  const config = v.parse(Config, JSON.parse(new TextDecoder().decode(bytes)));
  const [architecture = config.model_type ?? ""] = config.architectures ?? [];
  const base = architecture.replace(/(?:For[A-Z]\w*|LMHeadModel|Model)$/, "");
  const told = {
    ...config,
    architectures: [base + classOf[modality]],
    ...classesOf(labels),
  };
  return json(told);
}
