/*
 * ONNX Runtime imports the function that starts it by its address, and passes that no module which is compiled already.
 * So it is given this address, and `runtime.ts` starts it.
 */

/** @param {object} settings */
const start = (settings) => globalThis.startOnnxRuntime(settings);

// biome-ignore lint/style/noDefaultExport: it is what ONNX Runtime looks for
export default start;
