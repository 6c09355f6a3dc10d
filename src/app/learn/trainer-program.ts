import type { TunedPart } from "../../learn/verbs.ts";

interface FullSize {
  readonly part: TunedPart;
  readonly examples: number;
  readonly seed: number;
  /** What the lines are written in. */
  readonly isChinese: boolean;
  /** The one that is fine-tuned on the screen, where it is the Hub's. */
  readonly model?: string;
}

/** As Python's own documentation fine-tunes them: the survey's encoder, in either language. */
const models = { english: "google-bert/bert-base-uncased", chinese: "google-bert/bert-base-chinese" } as const;

/** What stays as pre-training left it. */
const frozen: Readonly<Record<TunedPart, string>> = {
  head: `for parameter in model.base_model.parameters():
    parameter.requires_grad = False
`,
  last: `for name, parameter in model.base_model.named_parameters():
    last = f"encoder.layer.{model.config.num_hidden_layers - 1}."
    parameter.requires_grad = name.startswith((last, "pooler."))
`,
  all: "",
};

/** The screen's own fine-tuning by Python's `Trainer`, with a model of full size: reads the same lines, `label<TAB>text`. */
export function trainerProgram({ part, examples, seed, isChinese, model }: FullSize): string {
  return `# pip install "transformers[torch]"
import random

from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments

with open("lines.tsv", encoding="utf-8") as file:
    rows = [line.rstrip("\\n").split("\\t", 1) for line in file if line.strip()]
labels = sorted({label for label, _ in rows})
random.Random(${seed}).shuffle(rows)
train, held_out = rows[:${examples}], rows[${examples}:]

name = ${JSON.stringify(model ?? models[isChinese ? "chinese" : "english"])}
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModelForSequenceClassification.from_pretrained(
    name,
    num_labels=len(labels),
    id2label=dict(enumerate(labels)),
    label2id={label: index for index, label in enumerate(labels)},
)
${frozen[part]}

def encoded(rows):
    return [
        {**tokenizer(text, truncation=True), "labels": labels.index(label)} for label, text in rows
    ]


def accuracy(evaluated):
    return {"accuracy": (evaluated.predictions.argmax(-1) == evaluated.label_ids).mean()}


trainer = Trainer(
    model=model,
    args=TrainingArguments("learned", num_train_epochs=10, learning_rate=5e-5, seed=${seed}, report_to="none"),
    train_dataset=encoded(train),
    eval_dataset=encoded(held_out),
    processing_class=tokenizer,
    compute_metrics=accuracy,
)
trainer.train()
print(trainer.evaluate())
trainer.save_model("learned")
`;
}
