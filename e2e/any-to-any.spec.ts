import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const Chat = v.looseTuple([
  v.object({ generated_text: v.array(v.object({ role: v.string(), content: v.unknown() })) }),
]);
const Parts = v.array(v.looseObject({ type: v.string() }));
const media = (name: string) => fileOf(`e2e/reference/media/${name}`);

test("a film goes as eight of its frames, twenty pictures are answered, and a missing encoder takes nothing away", async ({
  page,
  playground,
}) => {
  const repos = { "test/omni": fileOf("e2e/reference/gemma3n-any-to-any") };
  const hub = await startHub({ repos });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const options = { max_new_tokens: 4 };
  await playground.open({ task: "any-to-any", model: "test/omni", device: "wasm", dtype: "fp32", options });
  const attached = page.getByRole("list", { name: "Attached, in their order" });

  await playground.give("video", fileOf("e2e/media/film.webm"));
  await expect(attached.getByRole("listitem")).toHaveCount(8);
  await expect(attached.getByRole("img", { name: "film.webm 0:03.5" })).toBeVisible();
  await playground.give("audio", media("short.wav"));
  await playground.fill("messages", "What happens?");
  hub.setFault({ file: "onnx/audio_encoder.onnx", fault: { kind: "missing" } });
  await playground.failure("dtype-missing");
  await expect(attached.getByRole("listitem")).toHaveCount(9);
  await expect(playground.input("messages")).toHaveValue("What happens?");
  hub.clearFaults();
  const [told] = v.parse(Chat, await playground.answer());
  const parts = v.parse(Parts, told.generated_text[0]?.content);
  expect(parts.map(({ type }) => type)).toEqual([...new Array(8).fill("image"), "audio", "text"]);

  await page.getByRole("button", { name: "New chat" }).click();
  await playground.give("image", new Array(20).fill(media("grey.png")));
  await expect(attached.getByRole("listitem")).toHaveCount(20);
  const [many] = v.parse(Chat, await playground.answer());
  expect(many.generated_text[0]?.content).toHaveLength(20);
  expect(many.generated_text[1]?.role).toBe("assistant");

  await playground.give("video", fileOf("e2e/media/empty.wav"));
  await expect(playground.notice("film-unreadable")).toBeVisible();
  await hub.close();
});
