"""The whole document in one file: PDF, Word and XML, all made from one tree of plain data."""
