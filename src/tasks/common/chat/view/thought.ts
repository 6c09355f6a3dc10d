/** A reply in the part that the model wrote to itself and its answer. */
export interface Reply {
  readonly thought: string;
  readonly answer: string;
  /** It has not come to its answer yet. */
  readonly isThinking: boolean;
}

const opening = "<think>";
const closing = "</think>";

/** Some templates open the thought themselves, so that the reply only closes it. */
export function toReply(text: string): Reply {
  const start = text.trimStart();
  const begins = start.startsWith(opening);
  const end = text.indexOf(closing);
  if (!begins && end < 0) {
    // Its first characters may still become the mark.
    const isMark = start !== "" && opening.startsWith(start);
    return { thought: "", answer: isMark ? "" : text, isThinking: isMark };
  }
  const thought = (end < 0 ? start : text.slice(0, end).trimStart()).replace(opening, "");
  const answer = end < 0 ? "" : text.slice(end + closing.length);
  return { thought: thought.trim(), answer: answer.trimStart(), isThinking: end < 0 };
}
