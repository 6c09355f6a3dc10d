import { expect, test } from "vitest";
import type { ChatMessage } from "../../../shared/media.ts";
import { branched, switched, waysAt } from "./branches.ts";
import { type MessagesDraft, noMessages } from "./chat.ts";

const ask = (content: string): ChatMessage => ({ role: "user", content });
const say = (content: string): ChatMessage => ({ role: "assistant", content });
const first: MessagesDraft = { turns: [ask("a"), say("b"), ask("c"), say("d")], text: "" };
const answered = (draft: MessagesDraft, ...more: readonly ChatMessage[]): MessagesDraft => ({
  ...draft,
  turns: [...draft.turns, ...more],
});

test("a conversation without branches has one way everywhere", () => {
  expect(waysAt(first, 1)).toEqual({ count: 1, at: 0 });
  expect(waysAt(first, 4)).toEqual({ count: 0, at: -1 });
});

test("another way from a turn on keeps the first one, and both are a step apart", () => {
  const begun = branched(first, first.turns.slice(0, 2));
  // Nothing was written yet: the first way goes on from here.
  expect(waysAt(begun, 2)).toEqual({ count: 1, at: -1 });
  expect(switched(begun, 2, 0)).toMatchObject({ turns: first.turns, branches: { others: [], place: 0 } });

  const second = answered(begun, ask("e"), say("f"));
  expect([0, 1, 2, 3].map((place) => waysAt(second, place).count)).toEqual([1, 1, 2, 1]);
  expect(waysAt(second, 2).at).toBe(1);
  const back = switched(second, 2, 0);
  expect(back.turns).toEqual(first.turns);
  expect(waysAt(back, 2)).toEqual({ count: 2, at: 0 });
  expect(switched(back, 2, 1).turns).toEqual(second.turns);
});

test("the order of ways is that in which they were begun, whichever is on screen", () => {
  let draft = first;
  for (const word of ["x", "y"]) draft = answered(branched(draft, draft.turns.slice(0, 3)), say(word));
  expect(waysAt(draft, 3)).toEqual({ count: 3, at: 2 });
  const middle = switched(draft, 3, 1);
  expect(middle.turns.at(-1)).toEqual(say("x"));
  expect(waysAt(middle, 3)).toEqual({ count: 3, at: 1 });
  expect(switched(middle, 3, 0).turns).toEqual(first.turns);
});

test("a change of words in a sent turn is a way of its own from that turn on", () => {
  const draft = answered(branched(first, [ask("A")]), say("B"));
  expect(waysAt(draft, 0)).toEqual({ count: 2, at: 1 });
  expect(waysAt(draft, 1)).toEqual({ count: 1, at: 0 });
});

test("nothing is kept of nothing, nor of what another way begins with", () => {
  expect(branched(noMessages, [ask("a")])).toEqual({ turns: [ask("a")], text: "" });
  const begun = branched(first, first.turns.slice(0, 2));
  expect(branched(begun, [ask("z")]).branches?.others).toEqual([first.turns]);
});
