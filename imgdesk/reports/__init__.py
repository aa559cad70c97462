"""Papers that leave the desk: charts and briefs as PDF, Word and pictures.

Reads frozen rows and writes pages; changes nothing. One style, one set of strokes, and every paper composed
once.
"""
