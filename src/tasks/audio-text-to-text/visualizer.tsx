import { toJson } from "../common/chat/json.ts";
import { ChatView } from "../common/chat/view/ChatView.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, { View: ChatView, toJson });
