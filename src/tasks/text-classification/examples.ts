import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "review-en",
    language: "en",
    input: { text: "The story drags for an hour, but the last twenty minutes are the best I have seen all year." },
  },
  {
    id: "reviews-en",
    language: "en",
    input: {
      text: [
        "A warm, funny film that my whole family enjoyed.",
        "The battery died after two days and nobody answers my mails.",
        "It does what it says, no more and no less.",
        "I would buy this again without thinking twice.",
        "Far too loud, and the food was cold.",
      ].join("\n"),
    },
    options: { per_line: true },
  },
  {
    id: "topics-en",
    language: "en",
    input: {
      text: [
        "Shares of the chip maker rose six percent after it lifted its forecast.",
        "The airline said that fuel costs would weigh on its profit next quarter.",
        "The central bank left its interest rate where it was.",
      ].join("\n"),
    },
    options: { per_line: true, top_k: null },
  },
  {
    id: "spam-en",
    language: "en",
    input: {
      text: [
        "You have won a free cruise! Reply YES now to claim your prize.",
        "Are we still on for lunch at one?",
        "URGENT: your account is locked, call this number at once.",
        "The parcel is with the neighbours on the second floor.",
      ].join("\n"),
    },
    options: { per_line: true },
  },
  { id: "review-zh", language: "zh-CN", input: { text: "这家餐馆的菜很好吃，服务也热情，下次还会再来。" } },
  {
    id: "reviews-zh",
    language: "zh-CN",
    input: {
      text: [
        "手机很轻，屏幕也漂亮，就是充电有点慢。",
        "等了一个小时才上菜，味道也一般。",
        "孩子非常喜欢这本书，每天都要看。",
        "包装破了，客服一直不回复。",
      ].join("\n"),
    },
    options: { per_line: true, top_k: null },
  },
];
