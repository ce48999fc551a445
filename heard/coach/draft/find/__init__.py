"""What is found in a draft, one kind a module; nothing here changes a word of it.

Import `find` from `findings`, which asks all the others. Nothing here knows how a draft is mended.
"""
