"""Questions and notices. Each dialog has a class method `ask` that returns a plain answer, or None for Cancel."""
