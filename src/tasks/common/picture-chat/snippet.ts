/** What transformers.js opens a model that chats about pictures by: it has no pipeline for them. */
export const pictureChatClasses = ["AutoModelForImageTextToText", "AutoProcessor", "load_image"] as const;

/**
 * A program from the model's opening to its answer.
 * @param images lines that make `messages` and `images`, where the inputs are not those already
 * @param settings of `generate`, as code
 */
export function pictureChatLines(images: readonly string[], settings: string): readonly string[] {
  return [
    "const processor = await AutoProcessor.from_pretrained(model_id);",
    "const model = await AutoModelForImageTextToText.from_pretrained(model_id, settings);",
    ...images,
    "const text = processor.apply_chat_template(messages, { add_generation_prompt: true });",
    "const inputs = await processor(text, images);",
    `const ids = await model.generate({ ...inputs, ${settings} });`,
    "const fresh = ids.slice(null, [inputs.input_ids.dims.at(-1), null]);",
    "const [output] = processor.batch_decode(fresh, { skip_special_tokens: true });",
  ];
}
