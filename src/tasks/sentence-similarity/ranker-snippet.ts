import type { Snippet } from "../snippet.ts";

/** A cross-encoder reads pairs: a class of its own, and the function of its `config.json` where that names one of PyTorch's. */
export const ranker: Omit<Snippet, "instead"> = {
  javascript: {
    opensItself: true,
    silent: ["pooling", "prompt_name"],
    imports: () => ["AutoModelForSequenceClassification", "AutoTokenizer"],
    body: () => [
      "const tokenizer = await AutoTokenizer.from_pretrained(model_id, { revision: settings.revision });",
      "const model = await AutoModelForSequenceClassification.from_pretrained(model_id, settings);",
      "const sources = sentences.map(() => source_sentence);",
      "const pairs = tokenizer(sources, { text_pair: sentences, padding: true, truncation: true });",
      "const { logits } = await model(pairs);",
      "const { sentence_transformers: own, sbert_ce_default_activation_function: old } = model.config;",
      String.raw`const isPlain = /^torch\..*\.Identity$/.test(own?.activation_fn ?? old ?? "");`,
      "const output = logits.tolist().map(([logit]) => (isPlain ? logit : 1 / (1 + Math.exp(-logit))));",
    ],
  },
  python: {
    model: "ORTModelForSequenceClassification",
    parts: ["tokenizer"],
    modules: ["import torch"],
    silent: ["pooling", "prompt_name"],
    body: () => [
      "pairs = [[source_sentence, sentence] for sentence in sentences]",
      'encoded = tokenizer(pairs, padding=True, truncation=True, return_tensors="pt")',
      "logits = model(**encoded).logits[:, 0]",
      'own = getattr(model.config, "sentence_transformers", None) or {}',
      'old = getattr(model.config, "sbert_ce_default_activation_function", None)',
      'name = own.get("activation_fn") or old or ""',
      'is_plain = name.startswith("torch.") and name.endswith(".Identity")',
      "output = (logits if is_plain else torch.sigmoid(logits)).tolist()",
    ],
  },
};
