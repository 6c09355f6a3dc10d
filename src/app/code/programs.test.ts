import { describe, expect, it } from "vitest";
import { definitionOf, type TaskId, taskIds } from "../../tasks/index.ts";
import { defaultsOf, type OptionValue } from "../../tasks/options.ts";
import { javascriptOf } from "./javascript.ts";
import { pythonOf } from "./python.ts";
import type { CodeRun, Say } from "./run.ts";
import { findSnippet, recipesOf } from "./snippets.ts";

const say: Say = (note, values) => [note, ...Object.values(values ?? {})].join(" ");

/** What a program says of a run, line by line; the comments are the notes' names. */
async function programs(
  taskId: TaskId,
  input: CodeRun["input"],
  options: Readonly<Record<string, OptionValue>> = {},
  checkpoint: Partial<CodeRun["checkpoint"]> = {},
  family = "",
  architectures: readonly string[] = [],
  hasModules = false,
) {
  const definition = definitionOf(taskId);
  const run: CodeRun = {
    definition,
    checkpoint: { model: "owner/name", revision: "main", device: "webgpu", dtype: "q8", ...checkpoint },
    family,
    architectures,
    hasModules,
    input,
    options: { ...defaultsOf(definition.options), ...options },
    embeddedBase: "https://site.example/models/",
  };
  const snippet = await findSnippet(taskId);
  if (!snippet) throw new Error(`${taskId} has no snippet.`);
  const { javascript, python } = recipesOf(snippet, run);
  return { js: javascriptOf(run, javascript, say), py: pythonOf(run, python, say) };
}

describe("the programs", () => {
  it("name model, revision, device and dtype, and only options that were changed", async () => {
    const { js, py } = await programs("image-classification", {}, { top_k: 3 }, { revision: "v1.0" });
    expect(js).toContain('"owner/name",');
    expect(js).toContain('{ revision: "v1.0", device: "webgpu", dtype: "q8" }');
    expect(js).toContain("await pipe(image, { top_k: 3 })");
    expect(py).toContain('revision="v1.0"');
    expect(py).toContain('file_name="model_quantized.onnx"');
    expect(py).toContain("output = pipe(image, top_k=3)");
    const plain = await programs("image-classification", {});
    expect(plain.js).toContain("await pipe(image);");
    expect(plain.py).toContain("pipe(image)\n");
  });

  it("write values in their own language", async () => {
    const messages = [{ role: "user", content: 'Say "hi"\n你好' }];
    const { js, py } = await programs("text-generation", { messages }, { do_sample: true, top_k: 0 });
    expect(js).toContain("do_sample: true");
    expect(js).toContain("top_k: 0");
    expect(py).toContain("do_sample=True");
    expect(py).toContain("top_k=0");
    expect(py).toContain('"content": "Say \\"hi\\"\\n你好"');
  });

  it("rank by pairs where the model is a cross-encoder, and by vectors where it is not", async () => {
    const input = { source_sentence: "a", sentences: ["b", "c"] };
    const { js, py } = await programs("sentence-similarity", input, {}, {}, "bert", ["BertForSequenceClassification"]);
    expect(js).toContain("AutoModelForSequenceClassification.from_pretrained(model_id, settings)");
    expect(js).toContain("tokenizer(sources, { text_pair: sentences, padding: true, truncation: true })");
    expect(py).toContain("pairs = [[source_sentence, sentence] for sentence in sentences]");
    expect(py).toContain("torch.sigmoid(logits)");
    const vectors = await programs("sentence-similarity", input, {}, {}, "bert", ["BertModel"]);
    expect(vectors.js).toContain("cos_sim");
    expect(vectors.py).toContain("ORTModelForFeatureExtraction");
  });

  it("compare by the vectors of the checkpoint's own modules where it has some, unless the reader pools otherwise", async () => {
    const input = { source_sentence: "a", sentences: ["b", "c"] };
    const { js, py } = await programs("sentence-similarity", input, {}, {}, "bert", ["BertModel"], true);
    expect(js).toContain('import { AutoModel, AutoTokenizer, cos_sim } from "@huggingface/transformers";');
    expect(js).toContain(
      "for (const text of [source_sentence, ...sentences]) vectors.push(normalize(await encode(text)));",
    );
    expect(() => new Function(`return async () => {${js.replace(/^import .*$/m, "")}};`)).not.toThrow();
    expect(py).toContain("vectors = model.encode([source_sentence, *sentences], ");
    expect(py).toContain("output = (vectors[1:] @ vectors[0]).tolist()");
    const chosen = await programs("sentence-similarity", input, { pooling: "mean" }, {}, "bert", ["BertModel"], true);
    expect(chosen.py).toContain("ORTModelForFeatureExtraction");
  });

  it("ask a model that chats as one, and rank with one that knows its answers", async () => {
    const input = { question: "Who?" };
    for (const [family, architectures] of [
      ["SmolVLM (Idefics3)", []],
      ["qwen2_vl", ["Qwen2VLForConditionalGeneration"]],
    ] as const) {
      const { js, py } = await programs("visual-question-answering", input, { top_k: 3 }, {}, family, architectures);
      expect(js).toContain("AutoModelForImageTextToText.from_pretrained(model_id, settings)");
      expect(js).toContain('{ type: "text", text: question }');
      expect(py).toContain('pipe = pipeline("image-text-to-text", model=model_id)');
      expect(js + py).not.toContain("top_k");
    }
    for (const family of ["", "ViLT", "blip"]) {
      const { py } = await programs("visual-question-answering", input, {}, {}, family);
      expect(py).toContain("model = InferenceSession(");
    }
  });

  it("leave out options that do not count now", async () => {
    const { js, py } = await programs("text-generation", { messages: [] }, { do_sample: false, temperature: 1.5 });
    expect(js + py).not.toContain("temperature");
  });

  it("say what a library cannot do", async () => {
    const { js, py } = await programs(
      "text-generation",
      { messages: [] },
      { do_sample: true, top_p: 0.5, stop: ["."] },
    );
    expect(js).toContain("// option top_p");
    expect(js).toContain("// option stop");
    expect(py).toContain("top_p=0.5");
    expect(py).toContain('stop_strings=["."]');
  });

  it.each(["summarization", "translation", "text2text-generation"] as const)(
    "take as many beams for %s as the page does, where Python's pipeline would take 4",
    async (taskId) => {
      const { py } = await programs(taskId, { text: "a" });
      expect(py).toContain("# own-beams");
      expect(py).toContain(`own = (model.config.task_specific_params or {}).get("${taskId}", {})`);
      expect(py).toContain('num_beams=own.get("num_beams", model.generation_config.num_beams)');
      const chosen = await programs(taskId, { text: "a" }, { num_beams: 3 });
      expect(chosen.py).toContain("num_beams=3");
      expect(chosen.py).not.toContain("own.get");
      expect(chosen.py).not.toContain("# own-beams");
    },
  );

  it("take one beam where speech is written down or a text is drawn, whatever Python or the checkpoint would", async () => {
    const speech = await programs("automatic-speech-recognition", {});
    expect(speech.py).toContain('generate_kwargs={"num_beams": 1}');
    expect(speech.py).toContain("# one-beam");
    expect(speech.js).not.toContain("beam");
    const drawn = await programs("text-generation", { text: "a" }, { mode: "prompt", do_sample: true });
    expect(drawn.py).toContain("num_beams=1");
    const greedy = await programs("text-generation", { text: "a" }, { mode: "prompt", do_sample: false });
    expect(greedy.py).not.toContain("num_beams");
  });

  it("read a speech model with CTC as one, and Whisper as Whisper, whatever is set for the other", async () => {
    const options = { language: "de", return_timestamps: true, timestamp_level: "char" };
    const ctc = await programs("automatic-speech-recognition", {}, options, {}, "wav2vec2");
    expect(ctc.py).toContain("ORTModelForCTC.from_pretrained(");
    expect(ctc.py).toContain('file_name="model_quantized.onnx"');
    expect(ctc.py).toContain('model.main_input_name = "input_values"');
    expect(ctc.py).toContain('output = pipe(audio, return_timestamps="char")');
    expect(ctc.js).toContain("await pipe(audio);");
    expect(ctc.js).toContain("// option return_timestamps");
    for (const family of ["", "Whisper", "whisper"]) {
      const whisper = await programs("automatic-speech-recognition", {}, options, {}, family);
      expect(whisper.py).toContain("ORTModelForSpeechSeq2Seq");
      expect(whisper.py).toContain('return_timestamps="word"');
      expect(whisper.js).toContain('language: "de"');
      expect(whisper.js + whisper.py).not.toContain("timestamp_level");
    }
    const phrases = await programs("automatic-speech-recognition", {}, { return_timestamps: true }, {}, "whisper");
    expect(phrases.py).toContain("return_timestamps=True");
    expect(phrases.js).toContain("return_timestamps: true");
  });

  it("names the input that a model with CTC reads: features, or the wave", async () => {
    for (const family of ["wav2vec2-bert", "Wav2Vec2-BERT", "parakeet_ctc", "Parakeet"]) {
      const { py } = await programs("automatic-speech-recognition", {}, {}, {}, family);
      expect(py).toContain('model.main_input_name = "input_features"');
    }
  });

  it("shorten a long input and count what is left out", async () => {
    const { js } = await programs("text-generation", { text: "x".repeat(2_000) }, { mode: "prompt" });
    expect(js).toContain("// shortened 1700");
    expect(js.length).toBeLessThan(1_000);
  });

  it("fetch an embedded model from the site, and say where Python must take another", async () => {
    const embedded = { model: "embedded/whisper-base", dtype: "q4" } as const;
    const { js, py } = await programs("automatic-speech-recognition", {}, { language: "en" }, embedded);
    expect(js).toContain('env.remoteHost = "https://site.example/models/"');
    expect(js).toContain('{ device: "webgpu", dtype: "q4" }');
    expect(py).toContain("# instead");
    expect(py).toContain('generate_kwargs={"language": "en", "num_beams": 1}');
    const e5 = await programs("feature-extraction", { texts: ["a"] }, {}, { model: "embedded/e5", dtype: "q4" });
    expect(e5.py).toContain('urlopen(site + "SOURCE.json")');
  });

  it("hand a prompt to the library that takes one, by its name there, and say where the other does not", async () => {
    const { js, py } = await programs("image-to-text", { image: null, text: "a photo of" }, { num_beams: 3 });
    expect(py).toContain('output = pipe(image, prompt=text, generate_kwargs={"num_beams": 3})');
    expect(js).toContain("// option text");
    expect(js).toContain("await pipe(image);");
  });

  it("pick each file's own dtype", async () => {
    const dtype = { encoder_model: "fp32", decoder_model_merged: "q4" } as const;
    const { js, py } = await programs("automatic-speech-recognition", {}, {}, { dtype });
    expect(py).toContain('encoder_file_name="encoder_model.onnx"');
    expect(py).toContain('decoder_file_name="decoder_model_merged_q4.onnx"');
    expect(js).toContain('dtype: { encoder_model: "fp32", decoder_model_merged: "q4" }');
  });
});

describe.each(taskIds)("the programs of %s", (taskId) => {
  it("are a module that a JavaScript engine takes, for every ready example", async () => {
    const { inputs, options, examples } = definitionOf(taskId);
    for (const example of await examples()) {
      const input = Object.fromEntries(
        Object.entries(example.input).map(([name, value]) =>
          inputs[name]?.kind === "messages" ? [name, [{ role: "user", content: String(value) }]] : [name, value],
        ),
      );
      const { js, py } = await programs(taskId, input, { ...defaultsOf(options), ...example.options });
      const body = js.replace(/^import .*$/m, "");
      expect(() => new Function(`return async () => {${body}};`), js).not.toThrow();
      expect(py).toContain("model_id");
      expect(py).not.toMatch(/\b(?:true|false|null|undefined)\b/);
      expect(js).not.toContain("undefined");
    }
  });
});
