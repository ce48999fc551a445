"""The tables of README.md, each written by a script of its own between two markers."""
