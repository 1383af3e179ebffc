"""Categories, attributes and brands of the replica."""
