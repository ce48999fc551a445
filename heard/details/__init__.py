"""What the customer told us, in words that can be said back to them: for a card, live or afterwards."""

from heard.details.customer import Details, latest_words, name_of, to_say_back
from heard.details.signature import called, greeted, signed

__all__ = ["Details", "called", "greeted", "latest_words", "name_of", "signed", "to_say_back"]
