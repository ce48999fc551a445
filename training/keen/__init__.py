"""From labelled conversations to the keen listener: a large teacher, and the small encoder that ships."""
