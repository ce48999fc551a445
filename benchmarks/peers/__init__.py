"""Other open tools beside Heard on the same turns, each in an environment of its own."""
