"""The text that trains every tiny tokenizer, and the inputs that the cases share."""

ENGLISH = """
The quick brown fox jumps over the lazy dog.
A cat sat on the mat and looked at the rain.
I love this movie, it was really wonderful and funny!
The film was boring, far too long, and I want my money back.
Once upon a time there was a little girl who lived near the sea.
Her name was Lily and she liked to play outside in the sun.
One day she found a big red ball under the old tree.
She was so happy that she ran home to show her mother.
The weather is nice today; we are going for a walk in the park.
Angela Merkel met Barack Obama in Berlin on Tuesday.
Apple opened a new office in London, England, near the river Thames.
John Smith works for Microsoft in Seattle and lives with his sister.
Hugging Face is a company based in New York City.
The European Union and the United Nations signed an agreement in Geneva.
What is the capital of France? The capital of France is Paris.
Where does the river begin? It begins high in the mountains.
Who wrote the play? William Shakespeare wrote it in 1599.
The Amazon rainforest covers most of the Amazon basin of South America.
The tower is 324 metres tall, about the same height as an 81-storey building.
It was the first structure in the world to reach a height of 300 metres.
Scientists reported on Monday that the ocean is getting warmer every year.
The study, published in a journal, looked at more than forty years of data.
Researchers say that the results are clear and that people must act now.
Translate English to German: the house is wonderful.
Summarize: the committee met again but could not agree on a plan.
Please send me a text message when you arrive at the station.
My phone number is 555-0199 and my email is someone@example.com.
You have won a free prize! Click here now to claim your reward.
The stock market fell sharply after the bank raised interest rates.
The team scored twice in the last minute and won the game.
def add(a, b): return a + b
for i in range(10): print(i)
How do I bake bread? Mix flour, water, salt and yeast, then wait.
A machine learns from examples; a student learns from questions.
This text is about politics, sports, science and technology.
The new phone has a faster processor and a better camera.
Hello, how are you? I am fine, thank you very much.
The children were playing in the playground behind the school.
Unbelievable! The unhappy player was disappointed by the misunderstanding.
He walked, she is walking, they walk, and everybody walks together.
""".strip().split("\n")

CHINESE = """
今天天气很好，我们去公园散步。
我喜欢这部电影，非常好看！
这部电影太长了，很无聊，我想退票。
从前有一个小女孩，她住在海边。
她的名字叫小明，喜欢在外面玩。
法国的首都是哪里？法国的首都是巴黎。
北京是中国的首都，上海是中国最大的城市。
科学家说海洋每年都在变暖。
请给我发一条短信，我明天到。
你好，今天怎么样？我很好，谢谢你。
机器学习需要很多数据和时间。
""".strip().split("\n")

LINES = ENGLISH + CHINESE

FOX = "The quick brown fox jumps over the lazy dog."
PARK = "今天天气很好，我们去公园散步。"
EMOJI = "I love this movie 😀🎉 so much!"
STOP = "."
SPACES = "   a cat sat   on the mat   "
ARTICLE = " ".join(ENGLISH[17:23])
LONG = " ".join(ENGLISH[17:23] + ENGLISH[4:9] + CHINESE[:3] + ENGLISH[26:30])
NEWS = "Angela Merkel met Barack Obama in Berlin; the unbelievable Müller stayed at Microsoft's playground."
CHINESE_NEWS = "小明住在北京，他喜欢 Apple 和 Microsoft。"

TEXTS = {
    "english": FOX,
    "chinese": PARK,
    "emoji": EMOJI,
    "full-stop": STOP,
    "spaces": SPACES,
    "long": LONG,
}
