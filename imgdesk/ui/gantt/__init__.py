"""The chart on screen: gantt's shapes painted with QPainter, beside the tree whose rows they share."""
