"""The live document of one meeting: agenda items and numbered paragraphs, typed during the meeting."""
