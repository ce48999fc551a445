"""The live desk: one server for agents with a browser, leads who watch, and programs with a key."""
