import * as v from "valibot";
import type { Device, Playground } from "./support/playground.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";

const Embeddings = v.object({ texts: v.array(v.object({ text: v.string(), vector: v.array(v.number()) })) });
const Pictures = v.object({
  pictures: v.array(v.object({ file: v.string(), top5: v.array(v.object({ label: v.string(), score: v.number() })) })),
});
const Chats = v.object({
  chats: v.array(
    v.object({
      messages: v.array(v.object({ role: v.string(), content: v.string() })),
      newIds: v.array(v.number()),
      text: v.string(),
    }),
  ),
});
const Sound = v.object({
  file: v.string(),
  language: v.string(),
  task: v.string(),
  text: v.string(),
  segments: v.optional(v.array(v.object({ start: v.number(), end: v.number(), text: v.string() }))),
});
type Sound = v.InferOutput<typeof Sound>;
const Sounds = v.object({ sounds: v.array(Sound) });
const Answers = v.array(v.object({ answer: v.string(), score: v.number() }));
const Questions = v.object({
  picture: v.string(),
  questions: v.array(v.object({ question: v.string(), answers: Answers })),
});
const Vectors = v.array(v.array(v.number()));
const Scores = v.array(v.object({ label: v.string(), score: v.number() }));
const Generated = v.array(
  v.object({
    generated_text: v.array(v.object({ role: v.string(), content: v.string() })),
    tokens: v.array(v.object({ id: v.number(), probability: v.number(), top: v.array(v.object({ id: v.number() })) })),
  }),
);
const Transcript = v.object({
  text: v.string(),
  language: v.optional(v.string()),
  chunks: v.optional(v.array(v.object({ text: v.string(), timestamp: v.array(v.nullable(v.number())) }))),
});

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/**
 * What the software adapter of a machine without a GPU takes long for, `npm run test:parity` runs. WebGPU itself
 * stays in `npm test`: a small decoder in writing.spec.ts.
 */
const slow = { wasm: [], webgpu: ["@parity"] } as const;

for (const device of ["wasm", "webgpu"] satisfies Device[]) {
  test(`embeddings on ${device} are Python's`, { tag: [...slow[device]] }, async ({ playground }) => {
    const { texts } = v.parse(Embeddings, await recorded("e2e/embedded/multilingual-e5-small-enzh.json"));
    // The software adapter needs a minute for the 600 words; WASM takes all thirty.
    const asked = device === "wasm" ? texts : texts.slice(0, 4);
    await playground.open({
      task: "feature-extraction",
      model: "embedded/multilingual-e5-small-enzh",
      device,
      options: { prompt_name: "none" },
    });
    // One text a line; the tokenizer splits at any white space, so a line break inside a text may be a space.
    await playground.fill("texts", asked.map(({ text }) => text.replaceAll("\n", " ")).join("\n"));
    const vectors = v.parse(Vectors, await playground.answer());
    expect(vectors.length).toBe(asked.length);
    asked.forEach(({ text, vector }, index) => {
      expect(cosine(vectors[index] ?? [], vector), text.slice(0, 60)).toBeGreaterThanOrEqual(0.999);
    });
    await expect(playground.status).toHaveAttribute("data-device", device);
  });

  test(`ImageNet classes on ${device} are Python's`, { tag: [...slow[device]] }, async ({ playground }) => {
    const { pictures } = v.parse(Pictures, await recorded("e2e/embedded/efficientnet-lite0.json"));
    await playground.open({ task: "image-classification", model: "embedded/efficientnet-lite0", device });
    for (const { file, top5 } of device === "wasm" ? pictures : pictures.slice(0, 1)) {
      await playground.give("image", fileOf(file));
      const scores = v.parse(Scores, await playground.answer());
      expect(
        scores.map(({ label }) => label),
        file,
      ).toEqual(top5.map(({ label }) => label));
      scores.forEach(({ score }, index) => {
        expect(Math.abs(score - (top5[index]?.score ?? 0)), `${file}: ${top5[index]?.label}`).toBeLessThan(0.01);
      });
    }
  });

  test(`greedy chat on ${device} writes Python's tokens`, { tag: [...slow[device]] }, async ({ playground }) => {
    const { chats } = v.parse(Chats, await recorded("e2e/embedded/SmolLM2-135M-Instruct.json"));
    const length = device === "wasm" ? 12 : 4;
    await playground.open({
      task: "text-generation",
      model: "embedded/SmolLM2-135M-Instruct",
      device,
      options: { max_new_tokens: length },
    });
    for (const { messages, newIds } of device === "wasm" ? chats.slice(0, 2) : chats.slice(0, 1)) {
      await playground.fill("messages-json", JSON.stringify(messages));
      const [generated] = v.parse(Generated, await playground.answer());
      const expected = newIds.filter((id) => id !== 2).slice(0, length);
      expect(generated?.tokens.map(({ id }) => id)).toEqual(expected);
      expect(generated?.generated_text.at(-1)?.role).toBe("assistant");
      // Greedy: every token is the most probable of the ten shown.
      for (const { id, top } of generated?.tokens ?? []) expect(top[0]?.id).toBe(id);
    }
  });
}

/** Without `language` it is heard, not told. */
async function hear(playground: Playground, sound: Sound, language?: string): Promise<void> {
  const { file, task, text, segments } = sound;
  await playground.open({
    task: "automatic-speech-recognition",
    model: "embedded/whisper-base",
    device: "wasm",
    options: { ...(language && { language }), task, return_timestamps: segments !== undefined },
  });
  await playground.give("audio", fileOf(file));
  const transcript = v.parse(Transcript, await playground.answer());
  expect(transcript.text, file).toBe(text);
  expect(transcript.language).toBe(sound.language);
  segments?.forEach((segment, index) => {
    const chunk = transcript.chunks?.[index];
    expect(chunk?.text, file).toBe(segment.text);
    expect(chunk?.timestamp[0]).toBeCloseTo(segment.start, 5);
    expect(chunk?.timestamp[1]).toBeCloseTo(segment.end, 5);
  });
}

const sentencesOf = async () => {
  const { sounds } = v.parse(Sounds, await recorded("e2e/embedded/whisper-base.json"));
  return sounds.filter(({ segments }) => segments === undefined);
};

test("the spoken Chinese sentence comes back as Chinese text", async ({ playground }) => {
  const [sentence] = await sentencesOf();
  if (!sentence) throw new Error("no sentence is recorded");
  expect(sentence).toMatchObject({ file: "public/examples/zh_weather.wav", text: "你好今天天气很好。" });
  await hear(playground, sentence);
});

test("what other sentences say is Python's", { tag: "@parity" }, async ({ playground }) => {
  const [, ...others] = await sentencesOf();
  expect(others.length).toBeGreaterThan(0);
  for (const sentence of others) await hear(playground, sentence, sentence.language);
});

// Several windows take a minute; those of a small network stand in e2e/reference.
test("a minute of speech comes back with Python's words and times", { tag: "@parity" }, async ({ playground }) => {
  const { sounds } = v.parse(Sounds, await recorded("e2e/embedded/whisper-base.json"));
  const minutes = sounds.filter(({ segments }) => segments !== undefined);
  expect(minutes).toHaveLength(1);
  for (const minute of minutes) await hear(playground, minute, minute.language);
});

test("the background is removed where Python removes it", async ({ page, playground }) => {
  await playground.open({ task: "background-removal", model: "embedded/u2netp", device: "wasm" });
  await playground.give("image", fileOf("public/examples/cat.jpg"));
  const { image } = v.parse(v.object({ image: v.string() }), await playground.answer());
  const expected = await page.evaluate(
    async ([ours, theirs]) => {
      async function pixels(source: Blob): Promise<Uint8ClampedArray> {
        const bitmap = await createImageBitmap(source, { premultiplyAlpha: "none" });
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext("2d");
        context?.drawImage(bitmap, 0, 0);
        return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
      }
      const mask = await pixels(new Blob([Uint8Array.from(theirs)]));
      const cut = await pixels(await (await fetch(ours)).blob());
      let shared = 0;
      let either = 0;
      for (let i = 0; i < mask.length; i += 4) {
        const inMask = (mask[i] ?? 0) > 127;
        const inCut = (cut[i + 3] ?? 0) > 127;
        if (inMask && inCut) shared++;
        if (inMask || inCut) either++;
      }
      return { size: [mask.length, cut.length], iou: shared / either };
    },
    [image, [...(await readBytes("e2e/embedded/u2netp/cat_mask.png"))]] as const,
  );
  expect(expected.size[0]).toBe(expected.size[1]);
  expect(expected.iou).toBeGreaterThanOrEqual(0.98);
});

test("questions about drawn shapes are answered as Python answers them, and stand below the last one", async ({
  playground,
}) => {
  const { picture, questions } = v.parse(Questions, await recorded("e2e/embedded/vilt-shapes.json"));
  await playground.open({ task: "visual-question-answering", model: "embedded/vilt-shapes", device: "wasm" });
  await playground.give("image", fileOf(picture));
  for (const { question, answers } of questions) {
    await playground.fill("question", question);
    const ours = v.parse(Answers, await playground.answer());
    expect(
      ours.map(({ answer }) => answer),
      question,
    ).toEqual(answers.map(({ answer }) => answer));
    ours.forEach(({ score }, place) => {
      expect(Math.abs(score - (answers[place]?.score ?? 0)), question).toBeLessThan(0.001);
    });
  }
  await expect(playground.result).toContainText(questions[0]?.question ?? "");
});

async function readBytes(relative: string): Promise<Uint8Array> {
  const { readFile } = await import("node:fs/promises");
  return readFile(fileOf(relative));
}
