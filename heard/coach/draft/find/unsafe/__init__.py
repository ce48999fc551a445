"""What a reply must not say whatever the customer feels: one danger a module.

Import `unsafe` from `every`, which asks all the others.
"""
