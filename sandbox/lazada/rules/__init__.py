"""What Lazada accepts in a listing: stage by stage, all rows of the first bad stage at once."""
