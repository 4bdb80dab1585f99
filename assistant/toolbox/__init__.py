"""What the planner may call. Names and argument names are part of the contract."""
