import inputs from "./messages/zh-CN/inputs.json";
import results from "./messages/zh-CN/results.json";
import shell from "./messages/zh-CN/shell.json";
import tasks from "./messages/zh-CN/tasks.json";

/** What is on screen from the start; errors come when there is one. */
export const messages = { ...inputs, ...results, ...shell, ...tasks };
