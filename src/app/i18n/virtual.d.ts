/** Made by `scripts/vite/messages.mjs`: title, summary and search words of every task in every language. */
declare module "virtual:menu-words" {
  interface MenuWords {
    readonly title: string;
    readonly summary: string;
    readonly tags: string;
  }
  export const menuWords: Readonly<Record<string, Readonly<Record<string, MenuWords>>>>;
}
