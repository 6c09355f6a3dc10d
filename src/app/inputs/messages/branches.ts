import { isSameTurn } from "./attachment.ts";
import type { Conversation, MessagesDraft } from "./chat.ts";

/** Beyond so many, the oldest way goes. */
const maxBranches = 24;

/** All ways of a conversation in the order in which they were begun, the one on screen among them. */
function waysOf({ turns, branches }: MessagesDraft): readonly Conversation[] {
  const { others, place } = branches ?? { others: [], place: 0 };
  return [...others.slice(0, place), turns, ...others.slice(place)];
}

function beginsWith(conversation: Conversation, beginning: Conversation): boolean {
  return (
    conversation.length >= beginning.length &&
    beginning.every((turn, place) => {
      const own = conversation[place];
      return own !== undefined && isSameTurn(own, turn);
    })
  );
}

/** Another way from here on; the one that is left stays within reach, unless a longer one begins with it. */
export function branched(draft: MessagesDraft, turns: Conversation): MessagesDraft {
  const { others = [] } = draft.branches ?? {};
  const isKept = draft.turns.length === 0 || others.some((other) => beginsWith(other, draft.turns));
  const kept = (isKept ? others : waysOf(draft)).slice(-maxBranches);
  return { ...draft, turns, ...(kept.length > 0 && { branches: { others: kept, place: kept.length } }) };
}

/** The ways that go on differently at a place of the conversation on screen, and which of them is on screen. */
export interface Ways {
  /** How many there are, the one on screen included. */
  readonly count: number;
  /** From 0; -1 where the conversation on screen ends before this place. */
  readonly at: number;
}

interface Way {
  /** Among all, of the latest one that goes this way. */
  readonly index: number;
  readonly turns: Conversation;
}

function waysFrom(draft: MessagesDraft, place: number): readonly Way[] {
  const beginning = draft.turns.slice(0, place);
  const found: Way[] = [];
  for (const [index, turns] of waysOf(draft).entries()) {
    const turn = turns[place];
    if (!turn || !beginsWith(turns, beginning)) continue;
    const same = found.findIndex((way) => way.turns[place] && isSameTurn(way.turns[place], turn));
    if (same < 0) found.push({ index, turns });
    // The one on screen stands for all that go its way.
    else if (found[same]?.turns !== draft.turns) found[same] = { index, turns };
  }
  return found;
}

export function waysAt(draft: MessagesDraft, place: number): Ways {
  if (!draft.branches) return { count: draft.turns.length > place ? 1 : 0, at: draft.turns.length > place ? 0 : -1 };
  const ways = waysFrom(draft, place);
  const own = draft.turns[place];
  return {
    count: ways.length,
    at: own ? ways.findIndex(({ turns }) => turns[place] && isSameTurn(turns[place], own)) : -1,
  };
}

/** Goes over to another way at a place. @param at as `waysAt` counts them */
export function switched(draft: MessagesDraft, place: number, at: number): MessagesDraft {
  const way = waysFrom(draft, place)[at];
  if (!way) return draft;
  const others = waysOf(draft).filter((_, index) => index !== way.index);
  // A mere beginning of another way needs no place of its own.
  const needed = others.filter(
    (one) => one !== draft.turns || ![...others, way.turns].some((other) => other !== one && beginsWith(other, one)),
  );
  const before = waysOf(draft)
    .slice(0, way.index)
    .filter((one) => needed.includes(one)).length;
  return { ...draft, turns: way.turns, branches: { others: needed, place: before } };
}
