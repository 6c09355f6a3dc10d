import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "rosetta-en",
    language: "en",
    input: {
      question: "Where was the stone found?",
      context:
        "The Rosetta Stone is a slab of granodiorite that carries one decree in three scripts: hieroglyphs, Demotic and Greek. French soldiers found it in July 1799 near the town of Rashid in the Nile Delta, built into the wall of a fort. Because the three texts say nearly the same, the stone became the key to reading hieroglyphs, which Jean-François Champollion announced in 1822. It has been shown in the British Museum since 1802.",
    },
  },
  {
    id: "honey-en",
    language: "en",
    input: {
      question: "How much honey does a bee make in its life?",
      context:
        "A worker bee of the summer lives for about six weeks. In that time it makes roughly a twelfth of a teaspoon of honey. A colony needs about twenty kilograms to come through a winter, so tens of thousands of workers gather nectar from spring until autumn.",
    },
  },
  {
    id: "bridge-zh",
    language: "zh-CN",
    input: {
      question: "赵州桥是谁设计的？",
      context:
        "赵州桥位于河北省赵县，横跨洨河，由隋代工匠李春设计建造，距今约一千四百年。桥长六十四米，只有一个大拱，大拱两肩各有两个小拱，既减轻了桥身的重量，又便于洪水通过。",
    },
    options: { align_to_words: false },
  },
];
