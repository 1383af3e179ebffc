"""The OpenAPI document of the partner API, made from what the replica really takes and checks."""
