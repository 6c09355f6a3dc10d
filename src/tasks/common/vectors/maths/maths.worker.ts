import { serve } from "../../../../shared/rpc/callee.ts";
import { createAnswers } from "./answer.ts";

serve(self, createAnswers);
