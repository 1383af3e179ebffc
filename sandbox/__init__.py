"""Marketplaces in a box: small faithful replicas behind HTTP, to try out and to test against.

Written from the platforms' documents alone, never from an adapter's code, so that a replica can
convict an adapter. Passing a replica is not proof against the real marketplace.
"""
