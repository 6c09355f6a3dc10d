import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "tower-en",
    language: "en",
    input: {
      text: "The tower is 324 metres tall, about the same height as an 81-storey building, and the tallest structure in Paris. Its base is square, measuring 125 metres on each side. During its construction, it became the tallest man-made structure in the world, a title it held for 41 years until another tower was finished in New York City in 1930. It was the first structure in the world to reach a height of 300 metres. Because an antenna was added at its top in 1957, it is now taller than that building by 5.2 metres. Without transmitters, it is the second tallest free-standing structure in France.",
    },
  },
  {
    id: "river-zh",
    language: "zh-CN",
    input: {
      text: "黄河是中国第二长河，全长约五千四百六十四公里，流经九个省区，最后注入渤海。由于流经黄土高原，河水带走大量泥沙，颜色发黄，因此得名。历史上黄河多次改道，给两岸居民带来灾害，也带来肥沃的土地。二十世纪以来，人们在河上修建了水库和堤坝，植树种草，减少泥沙，洪水的危险比过去小了许多。",
    },
  },
];
