interface SharedPicture {
  readonly image: string;
  /** As the library made it ready when the checkpoints' README was written. */
  readonly canvas?: {
    /** Of both sides, scaled by a canvas, which takes a few pixels where Pillow weighs all. */
    readonly side: number;
    /** Blue comes first, as the file asks (`do_flip_channel_order`) and Python's class for the type does not do. */
    readonly isTurned?: true;
  };
}

/** What a trained checkpoint says, by Python: transformers' preprocessing, ONNX Runtime on the same file, fp32. */
interface SharedAnswer {
  readonly model: string;
  readonly task: string;
  /** Below the folder of samples, or a text. */
  readonly input: SharedPicture | { readonly text: string } | { readonly audio: string };
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
    // The README's 0.8585 is of a picture that a canvas scaled and whose channels were turned round: the next answer.
    expected: { label: "teddy bear", score: 0.799384 },
  },
  {
    model: "dog-qiuqiu/FastestDet",
    task: "object-detection",
    input: { image: "cats_and_dogs.jpg", canvas: { side: 352, isTurned: true } },
    options: { threshold: 0.5 },
    expected: { label: "teddy bear", score: 0.8585 },
  },
  {
    model: "tflite-support/deeplabv3_mobilenet_v2_257_voc",
    task: "image-segmentation",
    input: { image: "cats_and_dogs.jpg" },
    // The README's dog is seen in a picture that a canvas scaled: the next answer.
    expected: { segments: ["background", "horse"] },
  },
  {
    model: "tflite-support/deeplabv3_mobilenet_v2_257_voc",
    task: "image-segmentation",
    input: { image: "cats_and_dogs.jpg", canvas: { side: 257 } },
    expected: { segments: ["background", "dog", "horse"] },
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
