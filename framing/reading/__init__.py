"""What articles are read from, a module a format; ``framing.articles`` puts them together."""
