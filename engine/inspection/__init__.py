"""Looking at a network from outside: why it cannot learn, what its neurons look for, where it is wrong and how sure.

Nothing here takes part in training; the pages show what these files find.
"""
