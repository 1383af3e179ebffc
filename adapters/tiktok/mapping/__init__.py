"""Turns TikTok's words into ours and ours into TikTok's: no clock, no network, no memory."""
