"""From a question to toolbox calls: the agent, the embedded planner, and what both remember."""
