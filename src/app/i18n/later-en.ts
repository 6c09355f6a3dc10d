import views from "../../tasks/common/views/messages/en.json";
import drawings from "../../ui/views/messages/en.json";
import later from "./messages/en/later.json";

/** What no first look needs: notices, programs, and what several tasks' results say. */
export const messages = { ...later, ...views, ...drawings };
