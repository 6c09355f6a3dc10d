import { mediaChat } from "./shared/chats.ts";
import type { TaskContract } from "./shared/task.ts";
import { chatOptions } from "./shared/writing.ts";

export const task: TaskContract = {
  inputs: {
    messages: "textarea",
    "messages-json": "textarea",
    text: "textarea",
    image: "file",
    audio: "file",
    video: "file",
  },
  options: chatOptions,
  parity: mediaChat,
};
