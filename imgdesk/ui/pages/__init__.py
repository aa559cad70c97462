"""What the window can show: one module a page. A page reads through views and writes through services."""
