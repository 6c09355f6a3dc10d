import { anthropicBodyOf } from "../../hosted/bodies/anthropic.ts";
import { googleBodyOf } from "../../hosted/bodies/google.ts";
import { foreignNames, openaiBodyOf } from "../../hosted/bodies/openai.ts";
import { type SentAsk, type SentFile, toSent } from "../../hosted/bodies/sent.ts";
import type { Target } from "../../hosted/target.ts";
import { type ChatMessage, mediaOf } from "../../shared/media.ts";
import type { Ask } from "../../tasks/hosted.ts";
import { type Language, listed, literalOf } from "./literal.ts";
import { shortened } from "./shorten.ts";

/** A hosted run as programs do it again. */
export interface HostedCode {
  readonly target: Target;
  /** The first request of the run: lines after it are asked in the same way. */
  readonly ask: Ask;
}

type Say = (
  note: "install" | "key" | "shortened" | "file-image" | "file-audio",
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Where each program finds the key. */
const variables = {
  anthropic: "ANTHROPIC_API_KEY",
  google: "GEMINI_API_KEY",
  openai: "OPENAI_API_KEY",
  mistral: "MISTRAL_API_KEY",
  hf: "HF_TOKEN",
  server: "SERVER_API_KEY",
} as const;

type Entries = readonly (readonly [name: string, value: unknown])[];

interface Parts {
  readonly install: Readonly<Record<Language, string>>;
  readonly imports: Readonly<Record<Language, readonly string[]>>;
  readonly client: Readonly<Record<Language, string>>;
  readonly call: Readonly<Record<Language, (args: string) => readonly string[]>>;
}

/** What the run sent, under the names of the provider's own library. */
function argumentsOf({ provider, id }: Target, ask: SentAsk, language: Language): Entries {
  const isPython = language === "python";
  // Both libraries' streams are asked for by name.
  if (provider === "anthropic") return Object.entries(anthropicBodyOf(id, ask, "all"));
  if (provider === "google") {
    const { config, ...body } = googleBodyOf(id, ask, "all");
    const named = Object.entries(config).map(([name, value]) => [isPython ? snake(name) : name, value] as const);
    return Object.entries({ ...body, config: Object.fromEntries(named) });
  }
  const entries = Object.entries(openaiBodyOf(provider, id, ask, "all"));
  const foreign = isPython ? entries.filter(([name]) => foreignNames.has(name)) : [];
  if (foreign.length === 0) return entries;
  return [...entries.filter(([name]) => !foreignNames.has(name)), ["extra_body", Object.fromEntries(foreign)]];
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function partsOf({ provider, base }: Target): Parts {
  const key = variables[provider];
  if (provider === "anthropic") {
    const root = base.replace(/\/v1$/, "");
    return {
      install: { javascript: "npm install @anthropic-ai/sdk@0", python: "pip install 'anthropic<1'" },
      imports: {
        javascript: ['import Anthropic from "@anthropic-ai/sdk";'],
        python: ["import os", "", "from anthropic import Anthropic"],
      },
      client: {
        javascript: `const client = new Anthropic({ apiKey: process.env.${key}, baseURL: "${root}" });`,
        python: `client = Anthropic(api_key=os.environ["${key}"], base_url="${root}")`,
      },
      call: {
        javascript: (args) => [
          `const stream = client.messages.stream(${args});`,
          'stream.on("text", (text) => process.stdout.write(text));',
          "await stream.finalMessage();",
        ],
        python: (args) => [
          `with client.messages.stream(${args}) as stream:`,
          "    for text in stream.text_stream:",
          '        print(text, end="", flush=True)',
        ],
      },
    };
  }
  if (provider === "google") {
    const root = base.replace(/\/v\d[^/]*$/, "");
    return {
      install: { javascript: "npm install @google/genai", python: "pip install google-genai" },
      imports: {
        javascript: ['import { GoogleGenAI } from "@google/genai";'],
        python: ["import os", "", "from google import genai"],
      },
      client: {
        javascript: `const client = new GoogleGenAI({ apiKey: process.env.${key}, httpOptions: { baseUrl: "${root}" } });`,
        python: `client = genai.Client(api_key=os.environ["${key}"], http_options={"base_url": "${root}"})`,
      },
      call: {
        javascript: (args) => [
          `const chunks = await client.models.generateContentStream(${args});`,
          'for await (const chunk of chunks) process.stdout.write(chunk.text ?? "");',
        ],
        python: (args) => [
          `for chunk in client.models.generate_content_stream(${args}):`,
          '    print(chunk.text or "", end="", flush=True)',
        ],
      },
    };
  }
  const isServer = provider === "server";
  return {
    install: { javascript: "npm install openai", python: "pip install openai" },
    imports: {
      javascript: ['import OpenAI from "openai";'],
      python: ["import os", "", "from openai import OpenAI"],
    },
    client: {
      javascript: `const client = new OpenAI({ apiKey: process.env.${key}${isServer ? ' ?? "none"' : ""}, baseURL: "${base}" });`,
      python: `client = OpenAI(api_key=${isServer ? `os.environ.get("${key}", "none")` : `os.environ["${key}"]`}, base_url="${base}")`,
    },
    call: {
      javascript: (args) => [
        `const chunks = await client.chat.completions.create(${args});`,
        'for await (const chunk of chunks) process.stdout.write(chunk.choices[0]?.delta.content ?? "");',
      ],
      python: (args) => [
        `for chunk in client.chat.completions.create(${args}):`,
        "    if chunk.choices:",
        '        print(chunk.choices[0].delta.content or "", end="", flush=True)',
      ],
    },
  };
}

interface File {
  readonly name: string;
  readonly mime: string;
}

/** The files that a program reads: one for each picture and sound of the conversation, numbered by their kind. */
function filesIn(messages: readonly ChatMessage[]): readonly File[] {
  const counts = { image: 0, audio: 0 };
  return mediaOf(messages).map(({ type }) => {
    counts[type] += 1;
    return type === "image"
      ? { name: `picture-${counts.image}.jpg`, mime: "image/jpeg" }
      : { name: `sound-${counts.audio}.wav`, mime: "audio/wav" };
  });
}

/** What stands for a file's bytes until the program reads it. */
const markOf = ({ name }: File) => `<bytes of ${name}>`;

/** @throws RangeError where there is none */
function sentOf(file: File | undefined): SentFile {
  if (!file) throw new RangeError("A picture or a sound has no file.");
  return { mime: file.mime, base64: markOf(file) };
}

/** The code with a call that reads a file in the place of each mark, behind what stands before it in the same string. */
function withFiles(code: string, files: readonly File[]): string {
  let filled = code;
  for (const file of files) {
    const mark = new RegExp(`"([^"]*)${markOf(file)}"`, "g");
    const call = `read(${JSON.stringify(file.name)})`;
    filled = filled.replace(mark, (_, before: string) =>
      before === "" ? call : `${JSON.stringify(before)} + ${call}`,
    );
  }
  return filled;
}

/** How a program reads a file: in base64, but for Google's library for Python, which takes bytes. */
function readingOf({ provider }: Target, language: Language) {
  if (language === "javascript") {
    return {
      imports: ['import { readFileSync } from "node:fs";'],
      lines: ['const read = (file) => readFileSync(file).toString("base64");'],
    };
  }
  const isBytes = provider === "google";
  return {
    imports: [...(isBytes ? [] : ["import base64"]), "from pathlib import Path"],
    lines: [
      "def read(file):",
      isBytes ? "    return Path(file).read_bytes()" : "    return base64.b64encode(Path(file).read_bytes()).decode()",
      "",
      "",
    ],
  };
}

/** A program with the provider's own library. The key is read from the environment, never written down. */
export function hostedProgramOf(code: HostedCode, language: Language, say: Say): string {
  const { install, imports, client, call } = partsOf(code.target);
  const mark = language === "python" ? "#" : "//";
  const files = filesIn(code.ask.messages);
  const sent = toSent(code.ask, (place) => sentOf(files[place]));
  const { value, left } = shortened(Object.fromEntries(argumentsOf(code.target, sent, language)));
  const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
  const isPython = language === "python";
  const args = entries.map(([name, one]) => {
    const text = withFiles(literalOf(one, language, isPython ? "    " : "  "), files);
    return isPython ? `${name}=${text}` : `${name}: ${text}`;
  });
  const inside = isPython ? listed("", args, "", "python", "", 200) : listed("{ ", args, " }", "javascript", "", 60);
  const notes = [
    say("install", { command: install[language] }),
    say("key", { variable: variables[code.target.provider] }),
    ...(left > 0 ? [say("shortened", { count: left })] : []),
    ...(files.some(({ mime }) => mime.startsWith("image/")) ? [say("file-image")] : []),
    ...(files.some(({ mime }) => mime.startsWith("audio/")) ? [say("file-audio")] : []),
  ];
  const reading = files.length === 0 ? undefined : readingOf(code.target, language);
  return [
    ...notes.map((note) => `${mark} ${note}`),
    ...(reading?.imports ?? []),
    ...imports[language],
    "",
    ...(reading?.lines ?? []),
    client[language],
    ...call[language](inside),
    "",
  ].join("\n");
}
