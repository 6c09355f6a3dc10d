/** Characters as a reader counts them: an emoji outside the first plane is one, not two. */
export function charactersIn(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // The first half of a pair; the second was counted.
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}
