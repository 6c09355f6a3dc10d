import { mediaChat } from "../common/hosted/media-chat.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

export const hosted = defineHosted(definition, mediaChat);
