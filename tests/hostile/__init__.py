"""Files that want harm: how they are made, and what it costs to read them."""
