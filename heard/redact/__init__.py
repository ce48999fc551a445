"""Personal details in a text, replaced by what kind of detail they were, before anything is kept."""
