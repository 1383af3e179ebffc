"""What can be sold and what must be told about it: categories, attributes, papers, brands."""
