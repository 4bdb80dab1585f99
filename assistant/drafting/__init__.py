"""Messages to partners: what they may be made of, how they are worded, and who lets them go."""
