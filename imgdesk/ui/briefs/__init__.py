"""The parts of the Briefs page: the list of papers, their sections, the preview and what leaves the desk."""
