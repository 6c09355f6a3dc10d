import type { MessageKey } from "../i18n/words.tsx";

/** What an editor may have to say about something that it was given; the former draft is kept where
 * nothing could be read. */
const inputNoticeCodes = [
  "image-scaled",
  "image-unreadable",
  "sound-unreadable",
  "sound-empty",
  "text-unreadable",
  "messages-invalid",
  "microphone-denied",
  "microphone-missing",
  "microphone-insecure",
  "images-scaled",
  "only-first",
  "camera-denied",
  "camera-missing",
  "camera-insecure",
  "link-invalid",
  "link-refused",
  "link-missing",
  "link-silent",
  "link-not-picture",
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
  "messages-invalid": "inputs.notice.messages-invalid",
  "microphone-denied": "inputs.notice.microphone-denied",
  "microphone-missing": "inputs.notice.microphone-missing",
  "microphone-insecure": "inputs.notice.microphone-insecure",
  "images-scaled": "inputs.notice.images-scaled",
  "only-first": "inputs.notice.only-first",
  "camera-denied": "inputs.notice.camera-denied",
  "camera-missing": "inputs.notice.camera-missing",
  "camera-insecure": "inputs.notice.camera-insecure",
  "link-invalid": "inputs.notice.link-invalid",
  "link-refused": "inputs.notice.link-refused",
  "link-missing": "inputs.notice.link-missing",
  "link-silent": "inputs.notice.link-silent",
  "link-not-picture": "inputs.notice.link-not-picture",
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
