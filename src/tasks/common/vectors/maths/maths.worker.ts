import { nextMacrotask } from "../../../../shared/pause.ts";
import { createAnswers } from "./answer.ts";
import { createDesk } from "./desk.ts";

const desk = createDesk({
  post: (message) => postMessage(message),
  answer: createAnswers(),
  now: () => performance.now(),
  pause: nextMacrotask,
});

addEventListener("message", ({ data }) => {
  // Reported, so that the page hears of it as of any error of a worker.
  desk.receive(data).catch(reportError);
});
