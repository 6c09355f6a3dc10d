/** Built by `scripts/vite/gzip.mjs`: the file, gzip-compressed, under the address that the import gives. */
declare module "*?gzip-url" {
  const url: string;
  export default url;
}
