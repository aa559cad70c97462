-- Papers that people write on the desk: sections of text, facts and tables, and parts that the desk writes itself.

-- kind: as exports are called ("concept-note"). template: others are begun from it; it is never circulated.
-- dated: the day under the title as somebody wrote it, '' for the day of printing. since: what a redline looks back to.
CREATE TABLE paper (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    subtitle TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'circulated', 'final')),
    template INTEGER NOT NULL DEFAULT 0 CHECK (template IN (0, 1)),
    audience TEXT NOT NULL DEFAULT '',
    dated TEXT NOT NULL DEFAULT '',
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    period_id INTEGER REFERENCES reporting_period (id) ON DELETE SET NULL,
    focus_area_id INTEGER REFERENCES focus_area (id) ON DELETE SET NULL,
    made_at TEXT NOT NULL CHECK (made_at <> ''),
    position REAL NOT NULL DEFAULT 0,
    CHECK (template = 0 OR status = 'draft')
) STRICT;
CREATE INDEX paper_kind ON paper (kind);
CREATE INDEX paper_meeting_id ON paper (meeting_id);
CREATE INDEX paper_period ON paper (period_id);
CREATE INDEX paper_focus_area ON paper (focus_area_id);

-- level 0: no heading of its own rank, as the lead of a paper. numbering: how its heading is counted among its siblings.
-- text: light Markdown; of facts and tables a row a line. source: what the desk writes here, '' for what people write.
-- hint: what belongs here, shown until something is written. internal: stays inside unless switched in.
CREATE TABLE paper_section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    position REAL NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'text'
        CHECK (kind IN ('text', 'facts', 'table', 'automatic', 'contents', 'signature', 'page break', 'annex')),
    level INTEGER NOT NULL DEFAULT 1 CHECK (level BETWEEN 0 AND 3),
    numbering TEXT NOT NULL DEFAULT '' CHECK (numbering IN ('', 'roman', 'capital', 'number', 'letter')),
    heading TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    hint TEXT NOT NULL DEFAULT '',
    internal INTEGER NOT NULL DEFAULT 0 CHECK (internal IN (0, 1)),
    CHECK ((kind = 'automatic') = (source <> ''))
) STRICT;
CREATE INDEX paper_section_paper ON paper_section (paper_id, position);

-- What a person says instead of one automatic paragraph; `was` is what the desk said at that time.
CREATE TABLE paper_override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    section_id INTEGER NOT NULL REFERENCES paper_section (id) ON DELETE CASCADE,
    key TEXT NOT NULL CHECK (key <> ''),
    text TEXT NOT NULL DEFAULT '',
    was TEXT NOT NULL DEFAULT '',
    UNIQUE (section_id, key)
) STRICT;

-- A paper as it went out: its written parts as one JSON object, and the pages themselves as a PDF.
CREATE TABLE paper_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'circulated', 'final')),
    note TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL CHECK (made_at <> ''),
    image TEXT NOT NULL CHECK (json_valid(image)),
    stored_file_id INTEGER REFERENCES stored_file (id) ON DELETE SET NULL,
    UNIQUE (paper_id, number)
) STRICT;
CREATE INDEX paper_version_file ON paper_version (stored_file_id);

CREATE TABLE paper_activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (paper_id, activity_id)
) STRICT;
CREATE INDEX paper_activity_activity ON paper_activity (activity_id);
