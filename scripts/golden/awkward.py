"""Writes what Python's tokenizers make of awkward texts: a hash of the ids, and one of the text decoded again.

The test beside the golden file makes the same with ours, for every tokenizer in the tree, and names what differs.
"""

import hashlib
import json
import unicodedata
import warnings
from pathlib import Path

from transformers import AutoTokenizer, Wav2Vec2CTCTokenizer
from transformers.utils import logging

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/workers/engine/tokenizer/awkward.golden.json"
WORDS = [
    "Hello world", "Hello , it 's mine . Is n't it ? I 'm sure ! We 've seen 're do not ' quoted '", "don't we'll you're I'd THEY'VE it'S",
    "unbelievable antidisestablishmentarianism", "snake_case camelCase kebab-case SHOUT", "a.b.c e.g. i.e. etc...", "C++ C# F# node.js .NET",
    "https://example.org/path?q=1&r=%20#frag", "someone+tag@example.co.uk", "/usr/local/bin C:\\Windows\\System32", "#hashtag @mention $TICKER",
    "def f(x):\n    return x ** 2  # square\n", "{\"key\": [1, 2.5, null, true]}", "<div class='a'>b &amp; c</div>", "SELECT * FROM t WHERE a <> 'b';",
    "if (a && b || !c) { x += 1; }", "--- *** ___ === ~~~ ```", "(((nested [brackets] {here})))", "\"double\" 'single' ‘curly’ “quotes” «guillemets» „low“",
    "``tex quotes'' and ''others``", "ellipsis… dash – em — bar ― minus − hyphen‐ nb‑hyphen", "1st 2nd 3rd 4th", "10% 5‰ 3° 20℃ 5′ 6″",
]
SPACES = [
    "", " ", "  ", "   ", "\t", "\n", "\r\n", "\r", " a", "a ", "  a  b  ", "a\tb", "a\nb", "a\r\nb", "a\rb", "a\n\nb", "\n\n\na", "a\n\n\n", "a \n b",
    "a\u00a0b", "a\u2002b", "a\u2003b", "a\u2009b", "a\u202fb", "a\u3000b", "a\u1680b", "a\u2028b", "a\u2029b", "a\u000bb", "a\u000cb", "a\u0085b", "e\rf\u0085g",
    "a\ufeffb", "\ufeffstart", "a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "a\u180eb", "a\u00adb", "  leading", "trailing  ", "   three   spaces   ",
    "\u3000全角\u3000空白\u3000", "\u00a0\u00a0nb", "a\u001cb\u001db\u001eb\u001fb", "tab\t\ttab", "\u2581a\u2581b", "a \u2581 b", "\u2581", "a \u00a0 b",
]
CONTROLS = [f"x{chr(code)}y" for code in (0, 1, 7, 8, 0x0E, 0x1B, 0x7F, 0x80, 0x8F, 0x9F, 0xFFFD, 0xE000, 0xF8FF, 0xFFFE, 0x378, 0x10FFFF, 0xE0001, 0xE0041)]
MARKS = [
    "cafe\u0301 café", "A\u030angstro\u0308m Ångström", "Mu\u0308ller Müller", "n\u0303 ñ", "o\u0302\u0323 o\u0323\u0302 ộ", "a\u0323\u0302 \u1ead Việt Nam", "z\u0351\u036b\u0343a\u0321lgo\u0322",
    "\u0301", " \u0301 ", "\u0301a", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "e\u20dd circle", "क्षत्रिय हिन्दी", "ज़ ज\u093c", "தமிழ் மொழி", "ไทยภาษา ก็", "မြန်မာ", "ខ្មែរ", "བོད་ཡིག", "বাংলা ভাষা",
    "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "ગુજરાતી", "ਪੰਜਾਬੀ", "ଓଡ଼ିଆ", "ລາວ", "አማርኛ ቋንቋ", "ქართული ᲥᲐᲠᲗᲣᲚᲘ", "հայերեն", "ᏣᎳᎩ ꮳꮃꭹ", "ᐃᓄᒃᑎᑐᑦ", "монгол ᠮᠣᠩᠭᠣᠯ", "ⵜⴰⵎⴰⵣⵉⵖⵜ",
]
BIDI = [
    "ما هي عاصمة مصر؟ (القاهرة) هي الجواب 1، و WebGPU سريع.", "אני אוהב לחם! 123", "שָׁלוֹם", "مُحَمَّد", "فارسی می‌خواهم", "اردو زبان", "\u202babc\u202c", "\u200fab\u200e", "a\u2067b\u2069c", "السَّلامُ عَلَيْكُم", "ﷺ ﷲ ﻻ", "٣ eggs, ۴ cups", "پنج ۵",
]
CASES = [
    "ΣΑΣ", "ΟΔΥΣΣΕΥΣ ΣΟΦΟΣ.", "Σ", "ΑΣ ΒΣ", "ς σ Σ", "Straße STRASSE ẞ ß", "İstanbul ISPARTA ıi", "ŉ ǰ ΐ ΰ և ẖ", "Ǆ ǅ ǆ Ǉ ǈ", "ﬁne ﬂow ﬀ ﬃ ﬄ ﬅ ﬆ", "ﬓ ﬔ", "K Å Ω", "ſhort ſ", "ᾳ ᾼ ᾲ", "𝐇𝐞𝐥𝐥𝐨 𝓦𝓸𝓻𝓵𝓭 𝔘𝔫𝔦 𝕏", "Ａ ｆｕｌｌ Ｗｉｄｔｈ １２３",
    "ᴀʙᴄ ⁿᵒʷ ₐₑ", "Ⓐⓑⓒ ⒜ 🅰 🄰", "ĲSSELMEER ĳ", "ŒUVRE œuvre ÆSIR", "ΆΈΉΊΌΎΏ άέήίόύώ", "ЁЖИК ёжик Й й", "Ѩ ѩ Ꙗ", "Ǳ ǲ ǳ", "ﬆﬁ ½ﬂ", "Ꭰ ꭰ", "𐐀𐐨 Deseret", "Ⅷ ⅷ",
]
NUMBERS = [
    "1 cup and ½ cup, ٣ eggs", "Add ½ cup", "¼ ½ ¾ ⅓ ⅔ ⅛ ⅞", "x² y³ z⁴ H₂O", "① ② ③ ⑳ ⓪ ❶ ➀", "Ⅰ Ⅱ Ⅲ Ⅳ ⅳ ↂ", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵", "०१२३४५६७८९", "০১২৩", "๐๑๒๓", "一二三四五 〇", "〡〢〣", "𝟎𝟏𝟐 𝟘𝟙 𝟶", "𒐀 𐄇 𐅀", "1,234,567.89", "1 000 000", "1_000",
    "3.14159265358979323846", "1e-10 2E+5", "0x1F 0b101 0o17", "2024-02-29T12:34:56Z", "12:34", "+1 (555) 010-9999", "192.168.0.1", "1234567890123456789012345678901234567890", "a1b2c3", "1a2b3c", "٣٤٥ 1٢3", "½½½", "²²", "5½", "5 ½", "㊀ ㈠ ㏡ ㍘", "௧ ௰", "፩ ፪", "0", "00", "000", "0000 00000",
]
CJK = [
    "北京是中国的首都，上海 is big。", "𠮷野家", "a𠮷b", "😀💩 𠀀冬", "𪚥 𫝀 𫠠 𬺰 𰀀", "㐀 䶵", "豈 更 丽 丸", "日本語のテキスト", "カタカナ ｶﾀｶﾅ ﾊﾟ ﾞ", "か\u3099 が ハ\u309a", "ひらがな ゝゞ ヽヾ", "한국어 조선말", "\u1112\u1161\u11ab\u1100\u1173\u11af", "ㄱㄴㄷ ㅏㅑ", "中文ABC混合123", "「引用」『二重』【括弧】", "～〜・…‥", "々〆〇", "注音ㄅㄆㄇ", "㍻ ㍿ ㎏ ㎡ ㏄", "㌀ ㌔ ㍍", "臺灣 台湾", "⺀ ⻳ ⼀ ⿕", "〱 〲 〳〵", "今日は\u3000いい天気。", "東京\n大阪", "漢字\u200b漢字", "葛\U000e0100城", "Ｗｅｂ ＧＰＵ！？", "𛀀 𛄟", "彝 ꀀꀁ", "𗀀 西夏",
]
EMOJI = [
    "😀", "I love this movie 😀🎉 so much!", "👩‍👩‍👧 family", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "🇨🇳 flag 🇫🇷🇩🇪", "👍🏽 👋🏿", "❤️ ❤ ☃ ☃️", "1️⃣ #️⃣ *️⃣", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🧑🏻‍🤝‍🧑🏿", "🫠🫡🪿", "a😀b", "😀😀😀😀😀😀", "☎️📞", "© ® ™ ℠", "→ ← ⇒ ∀ ∃ ∑ √ ∞ ≠ ≤", "♠♥♦♣ ♩♪", "█▓▒░ ┌─┐", "⠓⠑⠇⠇⠕", "🀄🃏", "👁️‍🗨️", "🤷🏼‍♀️ ok",
]
LONG = [
    "a" * 99, "a" * 100, "a" * 101, "a" * 600, "ab" * 150, "é" * 120, "!" * 80, "." * 40, "-" * 65, "=" * 33, " " * 40, "\n" * 30, "\t" * 20, "a " * 60, "1" * 64, "北" * 60, "😀" * 30, "½" * 20, "\u0301" * 30,
    "pneumonoultramicroscopicsilicovolcanoconiosis" * 4, "ACGT" * 60, "the the the the the the the the", "x\u200d" * 20, "\u2581" * 20, "क्" * 20, "\u1100" * 12, "🇦" * 9,
]
SPECIALS = [
    "<s> a </s>", "<s></s>", "[CLS] a [SEP] b", "[MASK] is a [MASK].", "Paris is the <mask> of France.", "x<mask>y", " <mask> ", "<pad><unk>", "[UNK] [PAD]", "<|endoftext|>", "a<|endoftext|>b", "<|im_start|>user\nhi<|im_end|>\n", "<|im_start|>", "<0x0A> <0x41>", "<extra_id_0> and <extra_id_99>", "</s", "<s", "[mask]", "<MASK>",
    "<bos>a<eos>", "<start_of_turn>user", "<|begin_of_text|>x<|eot_id|>", "<unk>unk<unk>", "##ing ##s", "a ##b", "Ġhello Ċ", "</w> a</w>", "▁hello", "<|startoftranscript|><|en|><|transcribe|><|0.00|>", "eng_Latn fra_Latn x", "__en__ hi", ">>fra<< Hello", "en_XX hello", "[CLS][SEP][MASK]", "<mask><mask>", "  <mask>  a", "<unused0> <unused42>", "<mask_1> <mask_2>", "[unused1]",
]
MIXED = [
    "Angela Merkel met Barack Obama in Berlin; it's unbelievable.", "Le cœur déçu mais l'âme plutôt naïve, Louÿs rêva de crapaüter en canoë.", "Zażółć gęślą jaźń", "Příliš žluťoučký kůň úpěl ďábelské ódy", "Árvíztűrő tükörfúrógép", "Þingvellir ðað", "Pijamalı hasta yağız şoföre çabucak güvendi.", "Съешь же ещё этих мягких французских булок", "Γαζέες καὶ μυρτιὲς δὲν θὰ βρῶ πιὰ", "¿Qué tal? ¡Adiós!",
    "The quick brown fox jumps over the lazy dog.", "HELLO WORLD hello world HeLLo", "mañana mAÑANA", "naïve coöperate", "résumé resume\u0301", "O'Brien l'été aujourd'hui rock'n'roll", "AT&T R&D Q&A", "a/b a\\b a|b a~b a^b a`b", "x=y+z*w-v/u%t", "« été »", "word,word;word:word", "no.space.after", "What?!?! Really...", "(a)(b)[c]{d}<e>", "tel:+49-30-123456", "E=mc² F=ma", "pH≈7", "a\u0000b\u0000c", "mixed русский English 中文 عربي हिन्दी", "Ünïcödé", "zero\u200bwidth soft\u00adhyphen nb\u00a0space \ufffd x",
    "a\u0600b \u06dd \u070f", "\u110bd \U000110bd", "\u2066iso\u2069", "\u034f\u115f\u1160\u3164\uffa0", "\u17b4\u17b5", "\u061c", "\ufe00 \ufe0f \U000e0100", "\ufff9a\ufffab\ufffb", "\u180b\u180c", "\u2061\u2062\u2063\u2064",
    "٪ ؟ ، ؛ ۔ ।॥ ။ ።", "‹ › ‽ ⁇ ⁈ ⸮ ⸺", "¡ ¿ § ¶ † ‡ • ‣", "$ € £ ¥ ₹ ₿ ¢ ₽", "^ ` ~ | ¬ ¦ ¨ ¯ ´ ¸", "㉿ ㊙ 〠", "☭ ☮ ✝ ✡ ☪", "⁰ⁱ ₀₁", "№ ℡ ℻ ℅", "ª º µ", "ﾡ ￠ ￡ ￥", "ʼn ’n ʻokina ʼ", "ǅ\u0301 i̇ I\u0307",
]


def blocks() -> list[str]:
    """Letters, digits and signs of every script, a few of each kind, so that no class goes unseen."""
    kinds: dict[str, list[str]] = {}
    for code in [*range(0xA0, 0x3000, 37), *range(0x3000, 0xD7A0, 1013), *range(0xF900, 0xFFF0, 29), *range(0x10000, 0x1E000, 211), *range(0x1F300, 0x1FA00, 71)]:
        char = chr(code)
        kinds.setdefault(unicodedata.category(char), []).append(char)
    return [" ".join(chars[at:at + 24]) for _, chars in sorted(kinds.items()) for at in range(0, min(len(chars), 24 * 8), 24)] + \
           ["a".join(chars[:12]) for _, chars in sorted(kinds.items())]


def texts() -> list[str]:
    every = [*WORDS, *SPACES, *CONTROLS, *MARKS, *BIDI, *CASES, *NUMBERS, *CJK, *EMOJI, *LONG, *SPECIALS, *MIXED, *blocks()]
    return list(dict.fromkeys(every))


def fnv(text: str) -> str:
    """FNV-1a of the UTF-8 bytes, 32 bits."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"


def main() -> None:
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    given = texts()
    seen: dict[str, str] = {}
    tokenizers = []
    for path in sorted([*ROOT.glob("public/models/*/tokenizer.json"), *ROOT.glob("e2e/reference/*/tokenizer.json")]):
        folder = path.parent
        files = [folder / name for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "source.spm", "sentencepiece.bpe.model")]
        key = hashlib.sha256(b"".join(file.read_bytes() for file in files if file.exists())).hexdigest()
        if seen.setdefault(key, folder.name) != folder.name:
            continue
        tokenizer = AutoTokenizer.from_pretrained(folder)
        if isinstance(tokenizer, Wav2Vec2CTCTokenizer):
            print("not compared, no text is read by it:", folder.name)
            continue
        ids, decoded = [], []
        for text in given:
            found = tokenizer(text)["input_ids"]
            ids.append(fnv(",".join(map(str, found))))
            decoded.append(fnv(tokenizer.decode(found, skip_special_tokens=True)))
        tokenizers.append({"folder": str(folder.relative_to(ROOT)), "ids": "".join(ids), "decoded": "".join(decoded)})
    TARGET.write_text(json.dumps({"texts": given, "tokenizers": tokenizers}, separators=(",", ":")) + "\n")
    print(len(given), "texts,", len(tokenizers), "tokenizers,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
