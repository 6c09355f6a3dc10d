import { samplePicture } from "../../../tasks/common/vision/sample.ts";
import { messagesField } from "../../../tasks/fields/messages.ts";
import type { EditorSample } from "../editor.ts";

export const samples: readonly EditorSample[] = [
  {
    name: "messages",
    field: messagesField(),
    draft: {
      kind: "messages",
      value: {
        turns: [
          { role: "user", content: "Hello" },
          { role: "assistant", content: "Hello. How can I help?" },
          {
            role: "user",
            content: [
              { type: "image", image: samplePicture(96, 64) },
              { type: "text", text: "What is this?" },
            ],
          },
          { role: "assistant", content: "A picture." },
        ],
        text: "And now?",
      },
    },
  },
];
