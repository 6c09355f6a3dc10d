/**
 * Texts that the embedding model on WASM is busy with for a minute, so that something can happen in the meantime.
 * Few and long ones: a browser takes a minute to type four thousand lines.
 */
export const minutesOfWork = Array.from({ length: 60 }, (_, line) =>
  Array.from({ length: 500 }, (_, word) => `word${line * word}`).join(" "),
).join("\n");
