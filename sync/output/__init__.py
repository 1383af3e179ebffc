"""What is told of changes and shops: words for people, JSON for machines; no terminal, no page."""
