"""What is kept: conversations, promises, people and what happened, in one database."""
