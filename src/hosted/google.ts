import { GoogleGenAI } from "@google/genai/web";
import * as v from "valibot";
import type { WrittenToken } from "../tasks/common/chat/story.ts";
import { googleBodyOf } from "./bodies/google.ts";
import { type Heard, nothingHeard, type Speak } from "./speak.ts";

const Count = v.optional(v.number());

const Probable = v.object({
  token: v.optional(v.string(), ""),
  tokenId: v.optional(v.number(), -1),
  logProbability: v.optional(v.number(), 0),
});
type Probable = v.InferOutput<typeof Probable>;

/** A part of the stream, as Gemini's API documents it. */
const Chunk = v.object({
  responseId: v.optional(v.string()),
  promptFeedback: v.optional(v.object({ blockReason: v.optional(v.string()) })),
  candidates: v.optional(
    v.array(
      v.object({
        content: v.optional(
          v.object({
            parts: v.optional(
              v.array(v.object({ text: v.optional(v.string()), thought: v.optional(v.boolean()) })),
              [],
            ),
          }),
        ),
        finishReason: v.optional(v.string()),
        logprobsResult: v.optional(
          v.object({
            chosenCandidates: v.optional(v.array(Probable), []),
            topCandidates: v.optional(v.array(v.object({ candidates: v.optional(v.array(Probable), []) })), []),
          }),
        ),
      }),
    ),
    [],
  ),
  usageMetadata: v.optional(
    v.object({ promptTokenCount: Count, candidatesTokenCount: Count, thoughtsTokenCount: Count }),
  ),
});
type Chunk = v.InferOutput<typeof Chunk>;

/** The Gemini API's `streamGenerateContent`. */
export const speakGoogle: Speak = async (call, onHeard) => {
  const { base, key, fetch, id, ask, extras, signal } = call;
  const [baseUrl = base, apiVersion = "v1beta"] = base.split(/\/(?=v\d[^/]*$)/);
  const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl, apiVersion, fetch } });
  const { config, ...body } = googleBodyOf(id, ask, extras);
  const chunks = await client.models.generateContentStream({ ...body, config: { ...config, abortSignal: signal } });
  let heard = nothingHeard;
  for await (const chunk of chunks) {
    heard = withChunk(heard, v.parse(Chunk, chunk));
    onHeard(heard);
  }
  return heard;
};

function withChunk(heard: Heard, { candidates: [candidate], promptFeedback, usageMetadata, responseId }: Chunk): Heard {
  const parts = candidate?.content?.parts ?? [];
  const textOf = (isThought: boolean) =>
    parts.map(({ text = "", thought = false }) => (thought === isThought ? text : "")).join("");
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount } = usageMetadata ?? {};
  const written =
    candidatesTokenCount === undefined && thoughtsTokenCount === undefined
      ? undefined
      : (candidatesTokenCount ?? 0) + (thoughtsTokenCount ?? 0);
  return {
    ...heard,
    text: heard.text + textOf(false),
    thought: heard.thought + textOf(true),
    tokens: [...heard.tokens, ...tokensOf(candidate?.logprobsResult)],
    finish: promptFeedback?.blockReason ? "refused" : (finishOf(candidate?.finishReason) ?? heard.finish),
    requestId: heard.requestId ?? responseId,
    inputTokens: promptTokenCount ?? heard.inputTokens,
    outputTokens: written ?? heard.outputTokens,
    thoughtTokens: thoughtsTokenCount ?? heard.thoughtTokens,
  };
}

type Logprobs = NonNullable<NonNullable<Chunk["candidates"][number]>["logprobsResult"]>;

/** What each token was among: one list of rivals for each that was chosen. */
function tokensOf(result: Logprobs | undefined): readonly WrittenToken[] {
  const { chosenCandidates = [], topCandidates = [] } = result ?? {};
  return chosenCandidates.map((chosen, place) => ({
    ...candidateOf(chosen),
    top: (topCandidates[place]?.candidates ?? []).map(candidateOf),
  }));
}

function candidateOf({ token, tokenId, logProbability }: Probable) {
  return { id: tokenId, text: token, probability: Math.exp(logProbability) };
}

const ends: Readonly<Record<string, Heard["finish"]>> = { STOP: "end", MAX_TOKENS: "length" };

/** All other reasons are kinds of refusal: `SAFETY`, `RECITATION`, `PROHIBITED_CONTENT`, `BLOCKLIST`, `SPII`. */
function finishOf(reason: string | undefined): Heard["finish"] {
  return reason === undefined || reason === "FINISH_REASON_UNSPECIFIED" ? null : (ends[reason] ?? "refused");
}
