/** What a trained checkpoint says, by Python: transformers' preprocessing, ONNX Runtime on the same file, fp32. */
interface SharedAnswer {
  readonly model: string;
  readonly task: string;
  /** Below the folder of samples, or a text. */
  readonly input: { readonly image: string } | { readonly text: string } | { readonly audio: string };
  readonly options?: Readonly<Record<string, unknown>>;
  /** The best, with its score; or the text that goes on; or all segments. */
  readonly expected:
    | { readonly label: string; readonly score: number }
    | { readonly text: string }
    | { readonly segments: readonly string[] };
}

export const sharedAnswers: readonly SharedAnswer[] = [
  {
    model: "karpathy/stories260K",
    task: "text-generation",
    input: { text: "Once upon a time" },
    options: { mode: "prompt", max_new_tokens: 30 },
    expected: { text: ", there was a little girl named Lily. She loved to play outside in the park. One day," },
  },
  {
    model: "tflite-support/movie_review_sentiment",
    task: "text-classification",
    input: { text: "What a waste of my time." },
    expected: { label: "NEGATIVE", score: 0.78103226 },
  },
  {
    model: "tflite-support/mobilenet_v1_0.25_224",
    task: "image-classification",
    input: { image: "burger.jpg" },
    expected: { label: "cheeseburger", score: 0.988322 },
  },
  {
    model: "tflite-support/mobilenet_v2_1.0_224",
    task: "image-classification",
    input: { image: "burger.jpg" },
    expected: { label: "cheeseburger", score: 0.974121 },
  },
  {
    model: "tflite-support/mobilenet_v2_1.0_224",
    task: "image-classification",
    input: { image: "sparrow.png" },
    expected: { label: "hummingbird", score: 0.178499 },
  },
  {
    model: "onnx-zoo/squeezenet1.1",
    task: "image-classification",
    input: { image: "burger.jpg" },
    expected: { label: "cheeseburger", score: 0.999325 },
  },
  {
    model: "onnx-zoo/squeezenet1.1",
    task: "image-classification",
    input: { image: "sparrow.png" },
    expected: { label: "ptarmigan", score: 0.19497 },
  },
  {
    model: "webnn/lenet-mnist",
    task: "image-classification",
    input: { image: "mnist_seven.png" },
    expected: { label: "7", score: 1 },
  },
  {
    model: "dog-qiuqiu/FastestDet",
    task: "object-detection",
    input: { image: "cats_and_dogs.jpg" },
    options: { threshold: 0.5 },
    // The library, which scales by the canvas and turns the channels round as the file asks, says 0.8585; Python's class for
    // this type has no such step.
    expected: { label: "teddy bear", score: 0.799384 },
  },
  {
    model: "tflite-support/deeplabv3_mobilenet_v2_257_voc",
    task: "image-segmentation",
    input: { image: "cats_and_dogs.jpg" },
    // The library, which scales by the canvas, finds a dog as well.
    expected: { segments: ["background", "horse"] },
  },
  {
    model: "tflite-support/deeplabv3_mobilenet_v2_257_voc",
    task: "image-segmentation",
    input: { image: "segmentation_input_rotation0.jpg" },
    expected: { segments: ["background", "horse", "person"] },
  },
  {
    model: "tflite-support/yamnet",
    task: "audio-classification",
    input: { audio: "speech.wav" },
    expected: { label: "Speech", score: 0.999 },
  },
];
