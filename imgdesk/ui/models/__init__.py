"""Qt models over the rows of views: they hold what was read and never write the desk."""
