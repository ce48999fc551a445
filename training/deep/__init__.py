"""From labelled conversations to the encoders of the listeners: a large teacher, and the two that ship."""
