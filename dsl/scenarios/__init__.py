"""The book's own tests: contract facts with the outcomes that they must have, and what they cover."""
