"""The steps that bring a database up to date, one file each."""
