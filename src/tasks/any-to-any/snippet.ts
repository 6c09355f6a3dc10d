import { chatSettings, hasBeams, pythonArguments, silentInChats } from "../common/chat/snippet.ts";
import type { Snippet } from "../snippet.ts";

const silent = [...silentInChats, "early_stopping", "stop"] as const;

/** transformers.js opens these models by their classes alone, and Python has no pipeline for them. */
export const snippet: Snippet = {
  javascript: {
    opensItself: true,
    silent: [...silent, ...chatSettings],
    imports: () => ["AutoModelForImageTextToText", "AutoProcessor", "load_image", "load_audio"],
    body: ({ options }) => [
      "const processor = await AutoProcessor.from_pretrained(model_id);",
      "const model = await AutoModelForImageTextToText.from_pretrained(model_id, settings);",
      "const parts = messages.flatMap(({ content }) => content);",
      'const images = await Promise.all(parts.filter(({ type }) => type === "image").map(({ url }) => load_image(url)));',
      'const sounds = await Promise.all(parts.filter(({ type }) => type === "audio").map(({ url }) => load_audio(url, 16000)));',
      "const text = processor.apply_chat_template(messages, { add_generation_prompt: true });",
      "const inputs = await processor(text, images.length > 0 ? images : null, sounds.length > 0 ? sounds : null);",
      `const ids = await model.generate({ ...inputs, max_new_tokens: ${Number(options.max_new_tokens)}, do_sample: ${options.do_sample === true} });`,
      "const fresh = ids.slice(null, [inputs.input_ids.dims.at(-1), null]);",
      "const [output] = processor.batch_decode(fresh, { skip_special_tokens: true });",
    ],
    notes: (run) => (hasBeams(run) ? ["no-beams", "resize"] : ["resize"]),
  },
  python: {
    inTorch: true,
    parts: [],
    silent: [...silent, ...chatSettings],
    imports: () => ["AutoModelForImageTextToText", "AutoProcessor"],
    body: (run) => [
      "processor = AutoProcessor.from_pretrained(model_id)",
      "model = AutoModelForImageTextToText.from_pretrained(model_id)",
      'inputs = processor.apply_chat_template(messages, add_generation_prompt=True, tokenize=True, return_dict=True, return_tensors="pt")',
      `ids = model.generate(**inputs, ${pythonArguments(run)})`,
      'output = processor.batch_decode(ids[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)',
    ],
  },
};
