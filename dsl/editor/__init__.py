"""The book as its authors see it: canonical spelling and format."""
