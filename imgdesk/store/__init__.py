"""The only place that knows the database driver: the desk file, its journal and its migrations."""
