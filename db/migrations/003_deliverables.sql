-- Deliverables and other documents of an activity: a link kept as text, or a file kept in the desk.

-- The bytes of a file, once however often it is attached; written once, never updated, and not in the journal: a step
-- holds the row that refers to them, so that undo and redo find them here. They go when no row and no step that could
-- still be played refers to them.
CREATE TABLE stored_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 20971520),
    content BLOB NOT NULL CHECK (length(content) = size)
) STRICT;

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'deliverable' CHECK (kind IN ('deliverable', 'document')),
    title TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL DEFAULT '',
    stored_file_id INTEGER REFERENCES stored_file (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'final')),
    position REAL NOT NULL DEFAULT 0,
    when_text TEXT NOT NULL DEFAULT '',
    earliest TEXT CHECK (earliest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    latest TEXT CHECK (latest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    precision TEXT NOT NULL DEFAULT 'none',
    grain TEXT NOT NULL DEFAULT 'none',
    when_tbc INTEGER NOT NULL DEFAULT 0 CHECK (when_tbc IN (0, 1)),
    when_tbd INTEGER NOT NULL DEFAULT 0 CHECK (when_tbd IN (0, 1)),
    when_provisional INTEGER NOT NULL DEFAULT 0 CHECK (when_provisional IN (0, 1)),
    when_approximate INTEGER NOT NULL DEFAULT 0 CHECK (when_approximate IN (0, 1)),
    when_recurring INTEGER NOT NULL DEFAULT 0 CHECK (when_recurring IN (0, 1)),
    when_understood INTEGER NOT NULL DEFAULT 1 CHECK (when_understood IN (0, 1)),
    CHECK ((stored_file_id IS NULL) = (file_name = '')),
    CHECK ((stored_file_id IS NULL) <> (link = '')),
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;
CREATE INDEX attachment_activity ON attachment (activity_id, position);
CREATE INDEX attachment_stored_file ON attachment (stored_file_id);

-- What once hung on a record and is gone is told in its history: found among the deletions, which are few.
CREATE INDEX step_row_deleted ON step_row (table_name, row_id) WHERE after IS NULL;
