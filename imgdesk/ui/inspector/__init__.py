"""The inspector at the right of the page: `host` is its frame, the rest is imported after the first paint."""
