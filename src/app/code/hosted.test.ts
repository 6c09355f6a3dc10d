import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { testKey } from "../../../scripts/hosted/faults.mjs";
import { startProvider } from "../../../scripts/hosted/server.mjs";
import { root } from "../../../scripts/shared/root.mjs";
import { loadHostedHalf } from "../../hosted/halves.ts";
import { findBase } from "../../hosted/target.ts";
import type { ChatMessage } from "../../shared/media.ts";
import type { Ask } from "../../tasks/hosted.ts";
import { definitionOf } from "../../tasks/index.ts";
import { defaultsOf } from "../../tasks/options.ts";
import { hostedProgramOf } from "./hosted.ts";

const run = promisify(execFile);
// Below the repository, where programs find the libraries.
const folder = mkdtempSync(join(root, "node_modules", ".hosted-programs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** With the three official libraries for Python in its reach, the programs in Python run as well (docs/hosted.md). */
const python = process.env.HOSTED_PYTHON;
if (python === undefined) console.log("not run: the programs in Python, since HOSTED_PYTHON is not set");

const protocols = {
  anthropic: "anthropic",
  google: "google",
  openai: "openai",
  mistral: "openai",
  hf: "openai",
  server: "openai",
} as const;
const names = ["anthropic", "google", "openai", "mistral", "hf", "server"] as const;

type Provider = (typeof names)[number];
type Language = Parameters<typeof hostedProgramOf>[1];

async function questionAsked(): Promise<Ask> {
  const task = await loadHostedHalf("question-answering");
  const options = defaultsOf(definitionOf("question-answering").options);
  const [ask] = task.open({ question: "Who?", context: "It was Ada" }, options).asks;
  if (!ask) throw new Error("Nothing is asked.");
  return ask;
}

function programOf(provider: Provider, url: string, language: Language, ask: Ask) {
  const base = findBase(url, provider === "google" ? "v1beta" : "v1") ?? "";
  const target = { provider, id: "echo", base, host: new URL(base).host };
  return hostedProgramOf({ target, ask }, language, (note, values) => [note, ...Object.values(values ?? {})].join(" "));
}

describe.each(names)("the program for %s", (provider) => {
  it("runs as it is in Node, with the key of the environment", async () => {
    const server = await startProvider({ protocol: protocols[provider] });
    try {
      const file = join(folder, `${provider}.mjs`);
      const code = programOf(provider, server.url, "javascript", await questionAsked());
      expect(code).not.toContain(testKey);
      writeFileSync(file, code);
      const variable = /process\.env\.(\w+)/.exec(code)?.[1] ?? "";
      // Only the half of Google's library for browsers is installed here.
      const args = ["--conditions=browser", file];
      const { stdout } = await run(process.execPath, args, { env: { ...process.env, [variable]: testKey } });
      expect(JSON.parse(stdout)).toEqual({ answers: [{ answer: "Ada", score: 0.75 }] });
    } finally {
      await server.close();
    }
  });

  it.runIf(python)("runs as it is in Python, with words, a picture and a sound", async () => {
    const server = await startProvider({ protocol: protocols[provider] });
    try {
      const text = { type: "text", text: "What?" } as const;
      const image = { type: "image", image: { data: new Uint8ClampedArray(4), width: 1, height: 1 } } as const;
      const audio = { type: "audio", audio: { samples: new Float32Array(3), samplingRate: 16_000 } } as const;
      writeFileSync(join(folder, "picture-1.jpg"), "bytes");
      writeFileSync(join(folder, "sound-1.wav"), "RIFF");
      const parts = [[text], [image, text], ...(provider === "anthropic" ? [] : [[audio, text]])];
      const asks: readonly Ask[] = [
        await questionAsked(),
        ...parts.map((content) => ({ messages: [{ role: "user" as const, content }], maxTokens: 50, stop: ["x"] })),
      ];
      const outputs: string[] = [];
      for (const [place, ask] of asks.entries()) {
        const code = programOf(provider, server.url, "python", ask);
        const file = `${provider}-${place}.py`;
        writeFileSync(join(folder, file), code);
        const variable = /os\.environ(?:\.get\(|\[)"(\w+)"/.exec(code)?.[1] ?? "";
        const env = { ...process.env, [variable]: testKey };
        outputs.push((await run(python ?? "", [file], { cwd: folder, env })).stdout);
      }
      expect(JSON.parse(outputs[0] ?? "")).toEqual({ answers: [{ answer: "Ada", score: 0.75 }] });
      expect(outputs.slice(1)).toEqual(
        ["said", "showed image/jpeg, and said", "played audio/wav, and said"]
          .slice(0, parts.length)
          .map((what) => `You ${what}: What?`),
      );
    } finally {
      await server.close();
    }
  });

  it("is Python in Python's words", async () => {
    const code = programOf(provider, "http://127.0.0.1:9", "python", await questionAsked());
    expect(code).toMatch(/os\.environ/);
    expect(code).not.toMatch(/\b(?:true|false|null|undefined)\b/);
  });
});

describe.each(names)("the program for %s with pictures", (provider) => {
  const image = { data: new Uint8ClampedArray(4), width: 1, height: 1 };
  const ask: Ask = {
    messages: [
      {
        role: "user",
        content: [
          { type: "image", image },
          { type: "text", text: "What?" },
        ],
      },
    ],
  };

  it("reads them from files beside it", async () => {
    const server = await startProvider({ protocol: protocols[provider] });
    try {
      const code = programOf(provider, server.url, "javascript", ask);
      expect(code).toContain("// file-image");
      const file = join(folder, `${provider}-picture.mjs`);
      writeFileSync(file, code);
      writeFileSync(join(folder, "picture-1.jpg"), "bytes");
      const variable = /process\.env\.(\w+)/.exec(code)?.[1] ?? "";
      const { stdout } = await run(process.execPath, ["--conditions=browser", file], {
        cwd: folder,
        env: { ...process.env, [variable]: testKey },
      });
      expect(stdout).toBe("You showed image/jpeg, and said: What?");
      expect(JSON.stringify(server.asked.at(-1)?.body)).toContain(Buffer.from("bytes").toString("base64"));
    } finally {
      await server.close();
    }
  });

  it("reads them in Python, as its library takes them", () => {
    const code = programOf(provider, "http://127.0.0.1:9", "python", ask);
    expect(code).toContain('read("picture-1.jpg")');
    expect(code).toContain(provider === "google" ? "return Path(file).read_bytes()" : "base64.b64encode");
  });
});

describe.each(names.filter((name) => name !== "anthropic"))("the program for %s with a sound", (provider) => {
  const audio = { samples: new Float32Array(3), samplingRate: 16_000 };
  const content: ChatMessage["content"] = [
    { type: "audio", audio },
    { type: "text", text: "What?" },
  ];
  const ask: Ask = { messages: [{ role: "user", content }] };

  it("reads it from a file beside it", async () => {
    const server = await startProvider({ protocol: protocols[provider] });
    try {
      const code = programOf(provider, server.url, "javascript", ask);
      expect(code).toContain("// file-audio");
      writeFileSync(join(folder, `${provider}-sound.mjs`), code);
      writeFileSync(join(folder, "sound-1.wav"), "RIFF");
      const variable = /process\.env\.(\w+)/.exec(code)?.[1] ?? "";
      const { stdout } = await run(process.execPath, ["--conditions=browser", `${provider}-sound.mjs`], {
        cwd: folder,
        env: { ...process.env, [variable]: testKey },
      });
      expect(stdout).toBe("You played audio/wav, and said: What?");
    } finally {
      await server.close();
    }
  });
});

describe("a program's request is the page's own", () => {
  const ask: Ask = {
    messages: [
      { role: "system", content: "Be brief." },
      { role: "system", content: "Be kind." },
      { role: "user", content: "Hello" },
    ],
    temperature: 1.5,
    topK: 3,
    seed: 7,
    thinking: false,
  };

  it("bounds Anthropic's temperature and joins system turns", () => {
    const code = programOf("anthropic", "http://127.0.0.1:9", "python", ask);
    expect(code).toContain("temperature=1,");
    expect(code).toContain(String.raw`system="Be brief.\n\nBe kind."`);
  });

  it("gives Gemini every system turn", () => {
    expect(programOf("google", "http://127.0.0.1:9", "python", ask)).toContain(
      String.raw`"system_instruction": "Be brief.\n\nBe kind."`,
    );
  });

  it("hands what is not OpenAI's to its library for Python apart", () => {
    expect(programOf("mistral", "http://127.0.0.1:9", "python", ask)).toContain('extra_body={"random_seed": 7}');
    expect(programOf("server", "http://127.0.0.1:9", "python", ask)).toContain(
      'extra_body={"top_k": 3, "chat_template_kwargs": {"enable_thinking": False}}',
    );
    expect(programOf("mistral", "http://127.0.0.1:9", "javascript", ask)).toContain("random_seed: 7");
  });
});
