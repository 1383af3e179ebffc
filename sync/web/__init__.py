"""The page: what `ocop serve` shows in a browser, on a phone or in an office."""
