interface Selection {
  readonly start: number;
  readonly end: number;
}

function findBox(id: string): HTMLTextAreaElement | HTMLInputElement | undefined {
  const element = document.getElementById(id);
  const isBox = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  return isBox ? element : undefined;
}

/** What is selected in a text box; a box keeps it when the focus goes to a button. */
export function findSelection(id: string): Selection | undefined {
  const box = findBox(id);
  if (!box) return undefined;
  const { selectionStart, selectionEnd } = box;
  return selectionStart === null || selectionEnd === null ? undefined : { start: selectionStart, end: selectionEnd };
}

/** Gives the box, which holds its new text, the focus, with the caret there. At once: what is pressed next is the reader's. */
export function placeCaret(id: string, place: number): void {
  const box = findBox(id);
  box?.focus();
  box?.setSelectionRange(place, place);
}

/** Scripts that put spaces between words. */
const wordy = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;

/** Puts a word in place of what is selected, apart from the words beside it where their script wants that. */
export function withInserted(text: string, start: number, end: number, word: string): { text: string; caret: number } {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const left = wordy.test(before.slice(-1)) ? " " : "";
  const right = wordy.test(after.slice(0, 1)) ? " " : "";
  const head = before + left + word;
  return { text: head + right + after, caret: head.length };
}
