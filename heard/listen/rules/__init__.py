"""Rules beside the learned scores: what is said in so many words is heard, whatever a score says.

`table` is where to begin: it names every rule in the order in which they are asked, with the signal each adds,
and what takes a signal away. A death told calmly is no
signal of its own: `loss` has a row for the reply that passes over it, and the coach asks it for the rest. A rule is a function in a module of its own kind, beside a `SURE` that says how often it
was right on which texts. A new one

1. goes where its kind is (what endangers somebody into a TOML file of `danger`, what slights a customer into `slights`;
   many ways to say one thing, word for word, into the lines of a TOML file beside the rule, which `phrases` reads),
   and gets a row in the table if it is a signal's first or must be asked in another order;
2. quotes exactly the words that say it, in time bounded by `SCANNED`, and takes the letters it needs from `said_in` or
   `Alternatives`, so that the many texts without them cost nothing (a shorter pattern is an `AnyCase`);
3. is tested by texts that say it and by as many that only sound like it, and is measured on sentences that were
   written before the rule was.
"""

from heard.listen.rules.rule import Told
from heard.listen.rules.self_blame import without_self_blame
from heard.listen.rules.table import pardoned, told

__all__ = ["Told", "pardoned", "told", "without_self_blame"]
