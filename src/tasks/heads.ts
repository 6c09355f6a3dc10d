import * as v from "valibot";

/** What a checkpoint was trained to give, by the names of Python's `AutoModelFor...` classes. */
export const heads = [
  "AudioClassification",
  "AudioFrameClassification",
  "AudioXVector",
  "CTC",
  "CausalLM",
  "DepthEstimation",
  "DocumentQuestionAnswering",
  "ImageClassification",
  "ImageSegmentation",
  "ImageTextToText",
  "ImageToImage",
  "MaskGeneration",
  "MaskedLM",
  "MultipleChoice",
  "NextSentencePrediction",
  "ObjectDetection",
  "QuestionAnswering",
  "SemanticSegmentation",
  "Seq2SeqLM",
  "SequenceClassification",
  "SpeechSeq2Seq",
  "TokenClassification",
  "VisualQuestionAnswering",
  "ZeroShotObjectDetection",
] as const;
export type Head = (typeof heads)[number];

const speech = "Dia|KyutaiSpeechToText|Moonshine|Pop2Piano|Speech2Text|Whisper";
const sound = "Data2VecAudio|Hubert|SEWD?|UniSpeech(?:Sat)?|Wav2Vec2(?:Bert|Conformer)?|WavLM";
const writers =
  "BigBirdPegasus|Blenderbot(?:Small)?|FSMT|GPTSanJapanese|LED|LongT5|M2M100|MT5|NllbMoe|PLBart|PegasusX?|(?:XLM)?ProphetNet|SwitchTransformers|T5|T5Gemma|UMT5";

/** How `architectures` names them; the first that fits counts. A name that fits none says nothing. */
const names: readonly (readonly [RegExp, readonly Head[]])[] = [
  [
    new RegExp(`^(?:${speech})ForConditionalGeneration$|ForSpeechToText$|^SpeechEncoderDecoderModel$`),
    ["SpeechSeq2Seq"],
  ],
  [new RegExp(`^(?:${writers})ForConditionalGeneration$|^T5WithLMHeadModel$|^MarianMTModel$`), ["Seq2SeqLM"]],
  [/^EncoderDecoderModel$|ForTextToText$/, ["Seq2SeqLM"]],
  // These fill in masks as well.
  [/^(?:Bart|MBart|Mvp)ForConditionalGeneration$/, ["Seq2SeqLM", "MaskedLM"]],
  [/^Blip2ForConditionalGeneration$/, ["ImageTextToText", "VisualQuestionAnswering"]],
  [/^LayoutLM(?:v2|v3)?ForQuestionAnswering$/, ["DocumentQuestionAnswering", "QuestionAnswering"]],
  [/^VisionEncoderDecoderModel$/, ["ImageTextToText", "DocumentQuestionAnswering"]],
  // Of those that read sounds or pictures beside texts, many are among the classes of texts too.
  [/ForConditionalGeneration$/, ["ImageTextToText", "CausalLM", "Seq2SeqLM", "SpeechSeq2Seq"]],
  [/^(?:XLM|Flaubert)WithLMHeadModel$/, ["MaskedLM", "CausalLM"]],
  [/ForCausalLM$|LMHeadModel$|LMHead$/, ["CausalLM", "ImageTextToText"]],
  [/ForMaskedLM$/, ["MaskedLM"]],
  [new RegExp(`^(?:${sound})ForSequenceClassification$|ForAudioClassification$`), ["AudioClassification"]],
  [/ForSequenceClassification$/, ["SequenceClassification"]],
  [/ForTokenClassification$/, ["TokenClassification"]],
  [/^(?:Blip|Vilt)ForQuestionAnswering$/, ["VisualQuestionAnswering"]],
  [/ForQuestionAnswering(?:Simple)?$/, ["QuestionAnswering"]],
  [/ForMultipleChoice$/, ["MultipleChoice"]],
  [/ForNextSentencePrediction$/, ["NextSentencePrediction"]],
  [/ForImageClassification/, ["ImageClassification"]],
  [/^(?:(?:MM)?GroundingDino|OmDetTurbo|Owlv2|OwlViT)ForObjectDetection$/, ["ZeroShotObjectDetection"]],
  [/ForObjectDetection$/, ["ObjectDetection"]],
  [/ForSemanticSegmentation$/, ["SemanticSegmentation"]],
  [/For(?:Instance|Universal)?Segmentation$/, ["ImageSegmentation"]],
  [/^(?:Sam(?:2|HQ)?|EdgeTam|(?:Sam2|EdgeTam)Video)Model$/, ["MaskGeneration"]],
  [/ForDepthEstimation$/, ["DepthEstimation"]],
  [/ForImageSuperResolution$|^SwinForMaskedImageModeling$/, ["ImageToImage"]],
  [/ForCTC$/, ["CTC"]],
  [/ForAudioFrameClassification$/, ["AudioFrameClassification"]],
  [/ForXVector$/, ["AudioXVector"]],
];

/** @param architecture as in `config.json`; TensorFlow's and Flax's classes are named after the same heads. */
export function headsOf(architecture: string): readonly Head[] {
  const name = architecture.replace(/^(?:TF|Flax)(?=[A-Z])/, "");
  return names.find(([pattern]) => pattern.test(name))?.[1] ?? [];
}

const Architectures = v.object({ architectures: v.pipe(v.array(v.string()), v.minLength(1)) });

/**
 * A checkpoint's architecture where none of those that its `config.json` names can do what `wanted` heads do.
 * `undefined` where one can, or where one says nothing: Python's pipelines take what they do not know, too.
 */
export function findOtherArchitecture(wanted: readonly Head[], config: unknown): string | undefined {
  const parsed = v.safeParse(Architectures, config);
  if (!parsed.success) return undefined;
  const { architectures } = parsed.output;
  const isOther = (architecture: string) => {
    const known = headsOf(architecture);
    return known.length > 0 && !known.some((head) => wanted.includes(head));
  };
  return architectures.every(isOther) ? architectures[0] : undefined;
}
