"""The engine of OCOP Sync: it keeps every shop true to one catalog."""
