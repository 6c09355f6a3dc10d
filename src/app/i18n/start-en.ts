import common from "../../tasks/common/messages/en.json";
import ui from "../../ui/messages/en.json";
import inputs from "./messages/en/inputs.json";
import results from "./messages/en/results.json";
import shell from "./messages/en/shell.json";

/** What is on screen from the start; errors come when there is one. */
export const messages = { ...inputs, ...results, ...shell, ...common, ...ui };
