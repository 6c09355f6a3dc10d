import type { MessageKey, MessageValues } from "../i18n/keys.ts";

const prefix = "inputs.notice.";
type NoticeKey = Extract<MessageKey, `${typeof prefix}${string}`>;

/** What an editor may have to say about something that it was given; the former draft is kept where nothing could be read. */
export type InputNoticeCode = NoticeKey extends `${typeof prefix}${infer Code}` ? Code : never;

export function noticeKeyOf<C extends InputNoticeCode>(code: C) {
  return `${prefix}${code}` as const;
}

/** `words` are in the reader's language already. */
export type OnNotice = (code: InputNoticeCode, words: string) => void;

interface InputErrorOptions extends ErrorOptions {
  readonly values?: MessageValues;
}

/** Thrown where a file or a device is not what an editor takes. */
export class InputError extends Error {
  readonly code: InputNoticeCode;
  /** What its sentence says of it, beside the name of the file. */
  readonly values: MessageValues;

  constructor(code: InputNoticeCode, { values = {}, ...options }: InputErrorOptions = {}) {
    super(code, options);
    this.name = "InputError";
    this.code = code;
    this.values = values;
  }
}

/** The code of what was thrown; what is not ours gets `fallback`. */
export function noticeCodeOf(reason: unknown, fallback: InputNoticeCode): InputNoticeCode {
  return reason instanceof InputError ? reason.code : fallback;
}
