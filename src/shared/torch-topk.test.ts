import { expect, test } from "vitest";
import { fromBase64 } from "./base64.ts";
import golden from "./torch-topk.golden.json";
import { torchTopk } from "./torch-topk.ts";

test.each(golden)("the largest stand in torch's own order ($order.length)", ({ values, order }) => {
  expect(torchTopk(new Float32Array(fromBase64(values).buffer), order.length)).toEqual(order);
});
