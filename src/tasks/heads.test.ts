import { describe, expect, it } from "vitest";
import classes from "./heads.golden.json" with { type: "json" };
import { findOtherArchitecture, heads, headsOf } from "./heads.ts";

/** Names that Python's own mapping has and that say nothing by themselves. */
const silent = ["BertGenerationDecoder", "EvollaForProteinText2Text", "IdeficsForVisionText2Text"];

describe("heads by the names of architectures", () => {
  it.each(heads.map((head) => [head, classes[head]] as const))(
    "are those of Python's AutoModelFor%s",
    (head, known) => {
      expect(known.filter((name) => !silent.includes(name) && !headsOf(name).includes(head))).toEqual([]);
    },
  );

  it.each(["BertModel", "BertForPreTraining", "JinaBertModel", "BriaRMBG", "ElectraForPreTraining", "SomethingNew"])(
    "are not guessed from %s",
    (name) => {
      expect(headsOf(name)).toEqual([]);
    },
  );
});

describe("a checkpoint of another kind", () => {
  it.each([
    ["SequenceClassification", "BertForMaskedLM"],
    ["SequenceClassification", "TFBertForMaskedLM"],
    ["SequenceClassification", "Wav2Vec2ForSequenceClassification"],
    ["ImageClassification", "DetrForObjectDetection"],
    ["TokenClassification", "BertForSequenceClassification"],
    ["CausalLM", "T5ForConditionalGeneration"],
    ["Seq2SeqLM", "WhisperForConditionalGeneration"],
    ["CTC", "BertForMaskedLM"],
  ] as const)("is told for %s: %s", (wanted, architecture) => {
    expect(findOtherArchitecture([wanted], { architectures: [architecture] })).toBe(architecture);
  });

  it.each([
    ["SequenceClassification", {}],
    ["SequenceClassification", { architectures: null }],
    ["SequenceClassification", { architectures: [] }],
    ["SequenceClassification", { architectures: ["BertModel"] }],
    ["SequenceClassification", { architectures: ["BertForMaskedLM", "BertForSequenceClassification"] }],
    ["MaskedLM", { architectures: ["BertForPreTraining"] }],
    ["MaskedLM", { architectures: ["BartForConditionalGeneration"] }],
    ["CausalLM", { architectures: ["Gemma3ForConditionalGeneration"] }],
    ["Seq2SeqLM", { architectures: ["MarianMTModel"] }],
  ] as const)("is not told for %s where %j may do", (wanted, config) => {
    expect(findOtherArchitecture([wanted], config)).toBeUndefined();
  });
});
