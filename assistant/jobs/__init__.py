"""Jobs that write a message for each of many partners, and the queue in which people review them."""
