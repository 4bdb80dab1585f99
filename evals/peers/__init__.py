"""What a user would otherwise build: an agent with SQL, and a chain that retrieves and answers.

Both get the frozen world's rows, the day, who asks, and a prompt as good as we can write it, and run with any
chat model. No model is carried in the repository: what the tests measure over loopback is that they work, not
how good they are. `python -m evals --model NAME --peer sql_agent --peer retrieve_and_answer` measures that.
"""
