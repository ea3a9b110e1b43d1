"""Ways to the assistant: commands, tools for other assistants, a step of a LangChain chain."""
