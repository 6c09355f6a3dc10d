import type { Example } from "../definition.ts";

const chineseTemplate = "这段话的主题是{}。";

export const examples: readonly Example[] = [
  {
    id: "news-en",
    language: "en",
    input: {
      text: "The probe sent back its first pictures of the far side of the moon on Tuesday.",
      candidate_labels: ["space", "politics", "cooking", "sport", "money"],
    },
    options: { hypothesis_template: "This text is about {}.", multi_label: false },
  },
  {
    id: "mail-en",
    language: "en",
    input: {
      text: "I was charged twice for the same order and the app crashes whenever I open my account.",
      candidate_labels: ["billing", "technical problem", "praise", "delivery"],
    },
    options: { hypothesis_template: "This message is about {}.", multi_label: true },
  },
  {
    id: "news-zh",
    language: "zh-CN",
    input: {
      text: "昨晚的决赛踢到加时，主队在最后一分钟攻入制胜一球。",
      candidate_labels: ["体育", "科技", "财经", "美食"],
    },
    options: { hypothesis_template: chineseTemplate, multi_label: false },
  },
  {
    id: "review-zh",
    language: "zh-CN",
    input: {
      text: "房间很干净，早餐也不错，只是晚上隔壁太吵，离地铁站有点远。",
      candidate_labels: ["卫生", "餐饮", "噪音", "交通", "价格"],
    },
    options: { hypothesis_template: "这条评论提到了{}。", multi_label: true },
  },
];
