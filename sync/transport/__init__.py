"""How a call gets through: HTTP, pace, retry, tokens, leases."""
