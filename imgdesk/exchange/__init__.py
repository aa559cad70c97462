"""Files that come and go: readers that turn papers into drafts, writers that turn a desk into papers.

Nothing here touches a desk on its own account: a reader returns what it found, a service lets it land.
"""
