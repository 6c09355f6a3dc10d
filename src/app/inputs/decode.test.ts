import { expect, it } from "vitest";
import { decodeText } from "./decode.ts";
import { readAs } from "./encoding.ts";

/** Bytes as Python's `str.encode` gives them, in hexadecimal. */
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

it.each([
  ["gb18030", "bdf1ccecccecc6f8badcbac3a1a30aced2cfb2bbb6d5e2b2bfb5e7d3b0a1a3", "今天天气很好。\n我喜欢这部电影。"],
  ["gb18030", "c8cbb9a4d6c7c4dcd5fdd4dab8c4b1e4cac0bde7", "人工智能正在改变世界"],
  ["big5", "a4b5a4d1a4d1aef0abdca66ea143a7dab3dfc577b36fb3a1b971bc76a143", "今天天氣很好。我喜歡這部電影。"],
  [
    "shift_jis",
    "8da193fa82cd82c682c482e093568b4382aa82a282a282c582b78142938c8b9e82d68d7382ab82dc82b78142",
    "今日はとても天気がいいです。東京へ行きます。",
  ],
  [
    "euc-jp",
    "baa3c6fca4cfa4c8a4c6a4e2c5b7b5a4a4aca4a4a4a4a4c7a4b9a1a3c5ecb5fea4d8b9d4a4ada4dea4b9a1a3",
    "今日はとても天気がいいです。東京へ行きます。",
  ],
  [
    "euc-kr",
    "bfc0b4c3c0ba20b3afbebeb0a120bec6c1d620c1c1bdc0b4cfb4d92e20bba7c0bb20b1c1b0ed20bdcdbeeebfe42e",
    "오늘은 날씨가 아주 좋습니다. 빵을 굽고 싶어요.",
  ],
  [
    "windows-1252",
    "4465722042e4636b657220736167743a204772f6df65207ae4686c742c20756e642064617320436166e9207363686c6965df74206672fc682e20a144e96ae02076752c207365f16f7221",
    "Der Bäcker sagt: Größe zählt, und das Café schließt früh. ¡Déjà vu, señor!",
  ],
  [
    "windows-1251",
    "d1e5e3eee4edff20eef7e5edfc20f5eef0eef8e0ff20efeee3eee4e02e20df20ebfee1ebfe20f5ebe5e12e",
    "Сегодня очень хорошая погода. Я люблю хлеб.",
  ],
  [
    "utf-16le",
    "fffe48006f007700200064006f00200049002000620061006b0065002000620072006500610064003f00200062970553",
    "How do I bake bread? 面包",
  ],
  [
    "utf-16be",
    "0050006c00610069006e00200077006f007200640073002c0020006e006f0020006d00610072006b",
    "Plain words, no mark",
  ],
])("reads %s by its bytes", (encoding, hex, text) => {
  expect(decodeText(bytesOf(hex))).toEqual({ text, encoding });
});

it("takes UTF-8 without its mark, and line ends as \\n", () => {
  expect(decodeText(new TextEncoder().encode("\uFEFF面包\r\nbread"))).toEqual({
    text: "面包\nbread",
    encoding: "utf-8",
  });
  expect(decodeText(new Uint8Array(0))).toEqual({ text: "", encoding: "utf-8" });
});

it.each([
  ["a PNG", "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"],
  ["a JPEG", "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707"],
  ["a zero byte in ASCII", "410042"],
  ["bytes of every kind", "89504e47"],
])("refuses %s", (_, hex) => {
  expect(decodeText(bytesOf(hex))).toBeUndefined();
});

it("reads as a reader says, and shows what does not fit", () => {
  expect(readAs(bytesOf("e9"), "windows-1252").text).toBe("é");
  expect(readAs(bytesOf("e9"), "utf-8").text).toBe("\uFFFD");
});
