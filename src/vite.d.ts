/** Built by `scripts/vite/gzip.mjs`: the file, gzip-compressed, under the address that the import gives. */
declare module "*?gzip-url" {
  const url: string;
  export default url;
}

/** Built by `scripts/vite/wat.mjs`: the bytes of the WebAssembly module that the text says. */
declare module "*.wat" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
