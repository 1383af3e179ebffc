"""What may be written into a listing, field by field."""
