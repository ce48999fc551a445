"""How a draft is mended: each module is one way to put what was found otherwise.

`rewrite` mends what is worth keeping, `without_rudeness` takes out what is against the customer, and
`new_reply` writes anew where nothing is left. A mend may look at what `find` finds, never the other way.
"""
