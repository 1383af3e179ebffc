"""What the replica knows of categories, their attributes, and places."""
