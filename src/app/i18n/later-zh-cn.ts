import views from "../../tasks/common/views/messages/zh-CN.json";
import drawings from "../../ui/views/messages/zh-CN.json";
import later from "./messages/zh-CN/later.json";

/** What no first look needs: notices, programs, and what several tasks' results say. */
export const messages = { ...later, ...views, ...drawings };
