import { pictureChatClasses, pictureChatLines } from "../common/picture-chat/snippet.ts";
import type { Snippet, SnippetRun } from "../snippet.ts";
import { asking } from "./asking.ts";

/** Whether the model knows its answers; of one that nobody has told anything of, that is taken for granted. */
const ranks = ({ family, architectures }: SnippetRun) => {
  const names = [family, ...architectures].join("");
  return names === "" || /vilt|blip/i.test(names);
};

/** A model that chats is asked once, with the picture before the question. */
const chatting: Snippet = {
  javascript: {
    opensItself: true,
    silent: ["top_k"],
    imports: () => pictureChatClasses,
    body: () =>
      pictureChatLines(
        [
          'const messages = [{ role: "user", content: [{ type: "image" }, { type: "text", text: question }] }];',
          "const images = [await load_image(image)];",
        ],
        `max_new_tokens: ${asking.max_new_tokens}, do_sample: false`,
      ),
    notes: () => ["resize"],
  },
  python: {
    inTorch: true,
    parts: [],
    silent: ["top_k"],
    imports: () => ["pipeline"],
    body: () => [
      'pipe = pipeline("image-text-to-text", model=model_id)',
      'parts = [{"type": "image", "url": image}, {"type": "text", "text": question}]',
      'messages = [{"role": "user", "content": parts}]',
      `output = pipe(text=messages, max_new_tokens=${asking.max_new_tokens}, do_sample=False)`,
    ],
    after: () => ['print(output[0]["generated_text"][-1]["content"])'],
  },
};

/** Neither library has a pipeline that opens these graphs: transformers.js has no ViLT, and Optimum none either. */
export const snippet: Snippet = {
  instead: (run) => (ranks(run) ? undefined : chatting),
  javascript: {
    notes: () => ["no-task"],
  },
  python: {
    parts: ["tokenizer", "image_processor"],
    modules: ["import numpy as np", "from PIL import Image"],
    notes: () => ["not-in-optimum"],
    body: ({ options }) => [
      'labels = json.loads((folder / "config.json").read_text())["id2label"]',
      'words = tokenizer(question, return_tensors="np")',
      'picture = image_processor(Image.open(image).convert("RGB"), return_tensors="np")',
      "given = {**words, **picture}",
      "feeds = {one.name: given[one.name] for one in model.get_inputs()}",
      "scores = 1 / (1 + np.exp(-model.run(None, feeds)[0][0]))",
      `best = np.argsort(-scores)[:${typeof options.top_k === "number" ? options.top_k : "None"}]`,
      'output = [{"answer": labels[str(place)], "score": float(scores[place])} for place in best]',
    ],
  },
};
