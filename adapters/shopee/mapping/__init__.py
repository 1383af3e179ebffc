"""Turns Shopee's words into ours and ours into Shopee's: no clock, no network, no memory."""
