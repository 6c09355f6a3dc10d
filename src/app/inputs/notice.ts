import type { MessageKey } from "../i18n/words.tsx";

/** What an editor may have to say about something that it was given; the former draft is kept but for `image-scaled`. */
const inputNoticeCodes = [
  "image-scaled",
  "image-unreadable",
  "sound-unreadable",
  "sound-empty",
  "text-unreadable",
  "wrong-kind",
  "messages-invalid",
  "microphone-denied",
  "microphone-missing",
  "microphone-insecure",
] as const;
export type InputNoticeCode = (typeof inputNoticeCodes)[number];

/** `words` are in the reader's language already. */
export type OnNotice = (code: InputNoticeCode, words: string) => void;

export const noticeKeys = {
  "image-scaled": "inputs.notice.image-scaled",
  "image-unreadable": "inputs.notice.image-unreadable",
  "sound-unreadable": "inputs.notice.sound-unreadable",
  "sound-empty": "inputs.notice.sound-empty",
  "text-unreadable": "inputs.notice.text-unreadable",
  "wrong-kind": "inputs.notice.wrong-kind",
  "messages-invalid": "inputs.notice.messages-invalid",
  "microphone-denied": "inputs.notice.microphone-denied",
  "microphone-missing": "inputs.notice.microphone-missing",
  "microphone-insecure": "inputs.notice.microphone-insecure",
} as const satisfies Record<InputNoticeCode, MessageKey>;

/** Thrown where a file or a device is not what an editor takes. */
export class InputError extends Error {
  readonly code: InputNoticeCode;

  constructor(code: InputNoticeCode, options?: ErrorOptions) {
    super(code, options);
    this.name = "InputError";
    this.code = code;
  }
}

/** The code of what was thrown; what is not ours gets `fallback`. */
export function noticeCodeOf(reason: unknown, fallback: InputNoticeCode): InputNoticeCode {
  return reason instanceof InputError ? reason.code : fallback;
}
