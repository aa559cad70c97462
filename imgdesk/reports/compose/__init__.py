"""One module a paper: from a desk to blocks, or to the plan of a chart. Nothing here knows a page or a writer."""
