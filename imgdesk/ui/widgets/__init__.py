"""Reusable parts of the window. They know the theme at most, never a desk, an activity or a page."""
