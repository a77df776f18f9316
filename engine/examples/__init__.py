"""Where to begin: three scripts that run in seconds, from plain formulas to digits. They print what they do."""
