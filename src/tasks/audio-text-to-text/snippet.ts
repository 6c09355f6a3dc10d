import { chatSettings, hasBeams, pythonArguments, silentInChats } from "../common/chat/snippet.ts";
import type { Snippet } from "../snippet.ts";

const silent = [...silentInChats, "early_stopping", "stop"] as const;

/** transformers.js opens these models by their classes alone, and Python has no pipeline for them. */
export const snippet: Snippet = {
  javascript: {
    opensItself: true,
    silent: [...silent, ...chatSettings],
    imports: () => ["VoxtralForConditionalGeneration", "VoxtralProcessor", "load_audio"],
    body: ({ options }) => [
      "const processor = await VoxtralProcessor.from_pretrained(model_id);",
      "const model = await VoxtralForConditionalGeneration.from_pretrained(model_id, settings);",
      'const parts = messages.flatMap(({ content }) => content).filter(({ type }) => type === "audio");',
      "const sounds = await Promise.all(parts.map(({ url }) => load_audio(url, 16000)));",
      "const text = processor.apply_chat_template(messages, { tokenize: false });",
      "const inputs = await processor(text, sounds);",
      `const ids = await model.generate({ ...inputs, max_new_tokens: ${Number(options.max_new_tokens)}, do_sample: ${options.do_sample === true} });`,
      "const fresh = ids.slice(null, [inputs.input_ids.dims.at(-1), null]);",
      "const [output] = processor.batch_decode(fresh, { skip_special_tokens: true });",
    ],
    notes: (run) => (hasBeams(run) ? ["no-beams"] : []),
  },
  python: {
    inTorch: true,
    parts: [],
    silent: [...silent, ...chatSettings],
    imports: () => ["AutoProcessor", "VoxtralForConditionalGeneration"],
    body: (run) => [
      "processor = AutoProcessor.from_pretrained(model_id)",
      "model = VoxtralForConditionalGeneration.from_pretrained(model_id)",
      "inputs = processor.apply_chat_template(messages)",
      `ids = model.generate(**inputs, ${pythonArguments(run)})`,
      'output = processor.batch_decode(ids[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)',
    ],
  },
};
