"""Training: from labelled conversations to the weights that ship. Run it with `python -m training`."""
