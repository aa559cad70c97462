"""The picture of a plan, without a painter: days become x (scale), rows become shapes (layout).

Knows no Qt, no reportlab, no spreadsheet and no clock. The window, the paper and the tracker paint the same
shapes, so that they never disagree.
"""
