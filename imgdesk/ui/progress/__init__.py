"""The parts of the Progress page: cards, the editor of a report, indicators with their charts, the coverage matrix."""
