import "./alone.ts";
import { nextMacrotask } from "../shared/pause.ts";
import { serve } from "../shared/rpc/callee.ts";
import { memoryBytes } from "./memory.ts";
import { isDeviceLost, openDevice } from "./train/learner.ts";
import { createTrainer } from "./trainer.ts";

serve(self, (post) => createTrainer(post, { openDevice, pause: nextMacrotask, isDeviceLost, memoryBytes }));
