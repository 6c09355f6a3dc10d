// One line a task: the name is the Hub's pipeline tag, the folder, the address value and the registry key at once.
export { definition as "audio-classification" } from "./audio-classification/definition.ts";
export { definition as "automatic-speech-recognition" } from "./automatic-speech-recognition/definition.ts";
export { definition as "background-removal" } from "./background-removal/definition.ts";
export { definition as "feature-extraction" } from "./feature-extraction/definition.ts";
export { definition as "fill-mask" } from "./fill-mask/definition.ts";
export { definition as "image-classification" } from "./image-classification/definition.ts";
export { definition as "image-to-text" } from "./image-to-text/definition.ts";
export { definition as "object-detection" } from "./object-detection/definition.ts";
export { definition as "question-answering" } from "./question-answering/definition.ts";
export { definition as "sentence-similarity" } from "./sentence-similarity/definition.ts";
export { definition as "summarization" } from "./summarization/definition.ts";
export { definition as "text-classification" } from "./text-classification/definition.ts";
export { definition as "text-generation" } from "./text-generation/definition.ts";
export { definition as "text2text-generation" } from "./text2text-generation/definition.ts";
export { definition as "token-classification" } from "./token-classification/definition.ts";
export { definition as "translation" } from "./translation/definition.ts";
export { definition as "zero-shot-classification" } from "./zero-shot-classification/definition.ts";
