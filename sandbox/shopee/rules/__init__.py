"""What Shopee accepts in a listing, checked again as a whole at every edit."""
