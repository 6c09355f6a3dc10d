import common from "../../tasks/common/messages/zh-CN.json";
import ui from "../../ui/messages/zh-CN.json";
import inputs from "./messages/zh-CN/inputs.json";
import results from "./messages/zh-CN/results.json";
import shell from "./messages/zh-CN/shell.json";

/** What is on screen from the start; errors come when there is one. */
export const messages = { ...inputs, ...results, ...shell, ...common, ...ui };
