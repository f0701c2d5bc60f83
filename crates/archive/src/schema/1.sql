-- The archive, version 1. docs/archive.md tells what each table is for.
-- Spans are code points of texts.text, end exclusive: substr(text, span_start + 1, span_end - span_start) is the evidence.

-- Which programs, models and tables have read.
CREATE TABLE readers (
    key INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    codebook TEXT NOT NULL,
    knowledge TEXT NOT NULL,
    seal BLOB NOT NULL,
    UNIQUE (version, model, codebook, knowledge)
);

-- Each change of the archive: what was done, when, and how much came of it.
CREATE TABLE runs (
    key INTEGER PRIMARY KEY,
    did TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    n_reports INTEGER NOT NULL,
    seal BLOB NOT NULL
);

-- Whose texts reports are: an agency, an outlet, or, with no name, whoever wrote a text that names neither.
CREATE TABLE origins (
    key INTEGER PRIMARY KEY,
    house TEXT NOT NULL UNIQUE,
    name TEXT,
    is_agency INTEGER NOT NULL,
    seal BLOB NOT NULL
);

-- Texts that were printed once or many times: reports of one story are copies of one another.
CREATE TABLE stories (
    key INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL REFERENCES origins,
    is_foreign INTEGER NOT NULL,
    seal BLOB NOT NULL
);

-- What the reports of a story say of whose text it is; the lowest rank weighs most.
CREATE TABLE claims (
    story INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    origin INTEGER NOT NULL REFERENCES origins,
    n_reports INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    first_report INTEGER NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (story, rank, origin)
) WITHOUT ROWID;

CREATE TABLE reports (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    deck TEXT,
    byline TEXT NOT NULL,           -- JSON list
    published TEXT,
    language TEXT NOT NULL,
    removed TEXT NOT NULL,          -- JSON list
    origin_name TEXT,               -- as the record has it; stories.origin is what the whole archive says
    origin_basis TEXT,
    origin_words TEXT,
    copy_of TEXT,
    record_schema INTEGER NOT NULL,
    reader INTEGER NOT NULL REFERENCES readers,
    run INTEGER NOT NULL REFERENCES runs,
    story INTEGER NOT NULL REFERENCES stories
);
CREATE INDEX reports_by_story ON reports (story);
CREATE INDEX reports_by_day ON reports (coalesce(published, ''));
CREATE INDEX reports_by_run ON reports (run);
CREATE INDEX reports_by_outlet ON reports (outlet COLLATE NOCASE, published);

-- The words of reports; null where they are not kept.
CREATE TABLE texts (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    text TEXT,
    n_points INTEGER NOT NULL       -- its length in code points
);

CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'texts', content_rowid = 'report', tokenize = 'unicode61 remove_diacritics 2'
);

-- What a later copy of a report is known by.
CREATE TABLE traces (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    units BLOB NOT NULL
);
CREATE TABLE fingerprints (
    fingerprint INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, report)
) WITHOUT ROWID;

CREATE TABLE sentences (
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

-- Countries, known entities and names that reports name: what is the same in all of them.
CREATE TABLE parties (
    key INTEGER PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,    -- USA; the id of an entity; name:small letters
    kind TEXT NOT NULL,             -- country, entity, name
    label TEXT NOT NULL,
    seal BLOB NOT NULL
);
CREATE TABLE party_names (
    name TEXT NOT NULL,             -- small letters
    party INTEGER NOT NULL REFERENCES parties ON DELETE CASCADE,
    PRIMARY KEY (name, party)
) WITHOUT ROWID;
CREATE INDEX party_names_by_party ON party_names (party);
-- Names from their second word on, from their third and so on, by which "rubio" finds "marco rubio".
CREATE TABLE name_tails (
    tail TEXT NOT NULL,
    party INTEGER NOT NULL REFERENCES parties ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (tail, party, name)
) WITHOUT ROWID;

CREATE TABLE actors (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    local TEXT NOT NULL,            -- a1, a2 ... in the record
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    title TEXT,
    entity TEXT,
    basis TEXT NOT NULL,
    party INTEGER NOT NULL REFERENCES parties
);
CREATE INDEX actors_by_report ON actors (report);
CREATE INDEX actors_by_party ON actors (party, report);
CREATE TABLE actor_mentions (
    actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (actor, number)
) WITHOUT ROWID;

CREATE TABLE places (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    local TEXT NOT NULL,            -- p1, p2 ...
    name TEXT NOT NULL,
    country TEXT,
    admin1 TEXT,
    geonames INTEGER,
    lat REAL,
    lon REAL,
    precision TEXT NOT NULL
);
CREATE INDEX places_by_report ON places (report);
CREATE INDEX places_by_name ON places (name COLLATE NOCASE);
CREATE INDEX places_by_country ON places (country, report) WHERE country IS NOT NULL;
CREATE TABLE place_mentions (
    place INTEGER NOT NULL REFERENCES places ON DELETE CASCADE,
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (place, number)
) WITHOUT ROWID;

CREATE TABLE statements (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    local TEXT NOT NULL,            -- s1, s2 ...
    kind TEXT NOT NULL,
    speaker INTEGER REFERENCES actors,
    speaker_start INTEGER,
    speaker_end INTEGER,
    cue_start INTEGER,
    cue_end INTEGER,
    addressee INTEGER REFERENCES actors,
    is_anonymous INTEGER NOT NULL,
    sentence INTEGER NOT NULL,      -- the first that holds some of it
    day TEXT                        -- on which its report was published
);
CREATE INDEX statements_by_day ON statements (coalesce(day, ''));
CREATE INDEX statements_by_report ON statements (report);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE TABLE statement_pieces (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE TABLE statement_via (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,        -- innermost first
    name TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE INDEX statement_via_by_name ON statement_via (name COLLATE NOCASE);

-- What one report tells of one event.
CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    local TEXT NOT NULL,            -- e1, e2 ...
    type TEXT NOT NULL,
    mode TEXT,
    cameo TEXT NOT NULL,
    intensity REAL NOT NULL,
    quad TEXT NOT NULL,
    contexts TEXT NOT NULL,         -- JSON list
    place INTEGER REFERENCES places,
    date_value TEXT,
    date_grain TEXT,
    date_start INTEGER,
    date_end INTEGER,
    day TEXT,                       -- the first day it may have been on; that of publication where no date is told
    factuality TEXT NOT NULL,
    factuality_start INTEGER,
    factuality_end INTEGER,
    standing TEXT NOT NULL,         -- asserted, attributed, planned, possible, denied
    confidence REAL NOT NULL
);
CREATE INDEX events_by_report ON events (report);
CREATE INDEX events_by_day ON events (coalesce(day, ''));
CREATE INDEX events_by_type ON events (type, coalesce(day, ''));
CREATE TABLE event_parties (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    role TEXT NOT NULL,             -- source, recipient
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors,
    PRIMARY KEY (event, role, number)
) WITHOUT ROWID;
CREATE INDEX event_parties_by_actor ON event_parties (actor);
CREATE TABLE mentions (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    PRIMARY KEY (event, number)
) WITHOUT ROWID;
CREATE TABLE mention_roles (
    event INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    number INTEGER NOT NULL,
    role TEXT NOT NULL,             -- source, recipient, place, date
    actor INTEGER REFERENCES actors,
    place INTEGER REFERENCES places,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (event, mention, number),
    FOREIGN KEY (event, mention) REFERENCES mentions (event, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE figures (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    is_approximate INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (event, number)
) WITHOUT ROWID;
-- Whose word an event (figure is -1) or one of its figures rests on.
CREATE TABLE vouchers (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    figure INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- report, statement, actor, unsourced
    statement INTEGER REFERENCES statements,
    actor INTEGER REFERENCES actors,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (event, figure, number)
) WITHOUT ROWID;
CREATE INDEX vouchers_by_statement ON vouchers (statement) WHERE statement IS NOT NULL;

CREATE TABLE doubts (
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

-- Who has which part in what: each actor of an event or statement by its parties, itself and its country.
CREATE TABLE parts (
    party INTEGER NOT NULL REFERENCES parties,
    is_statement INTEGER NOT NULL,
    day TEXT NOT NULL,              -- of the event, or on which the statement was published; empty where it is not known
    owner INTEGER NOT NULL,         -- the key of the event or statement
    part TEXT NOT NULL,             -- source, recipient; speaker, subject, addressee
    actor INTEGER NOT NULL,
    PRIMARY KEY (party, is_statement, day, owner, part, actor)
) WITHOUT ROWID;
-- Two countries that different actors bring into one event or statement, the lower key first. What brings other parties
-- together is found in parts.
CREATE TABLE dyads (
    one INTEGER NOT NULL REFERENCES parties,
    other INTEGER NOT NULL REFERENCES parties,
    is_statement INTEGER NOT NULL,
    day TEXT NOT NULL,
    owner INTEGER NOT NULL,
    by_one INTEGER NOT NULL,        -- whether the one does it
    by_other INTEGER NOT NULL,
    id TEXT NOT NULL,               -- of the event or statement
    what TEXT NOT NULL,             -- deeds, words; said of statements
    standing TEXT NOT NULL,         -- of the event; empty of statements
    PRIMARY KEY (one, other, is_statement, day, owner)
) WITHOUT ROWID;
CREATE INDEX dyads_by_owner ON dyads (owner, is_statement);

-- Events of several reports that are one: what happened, as all of them tell it.
CREATE TABLE happenings (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    seal BLOB NOT NULL
);
CREATE TABLE clusters (
    event INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    happening INTEGER NOT NULL REFERENCES happenings,
    joined_to INTEGER REFERENCES events ON DELETE SET NULL,
    likeness REAL NOT NULL,
    why TEXT NOT NULL,
    by TEXT NOT NULL,               -- reader, user
    seal BLOB NOT NULL
);
CREATE INDEX clusters_by_happening ON clusters (happening);
CREATE INDEX clusters_by_joined ON clusters (joined_to) WHERE joined_to IS NOT NULL;
-- By what an event's like are found: a stretch of days, and a hash within it.
CREATE TABLE event_keys (
    hash INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    PRIMARY KEY (hash, event)
) WITHOUT ROWID;
-- What an event is compared by, as JSON.
CREATE TABLE profiles (
    event INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    profile TEXT NOT NULL
);
-- What follows from the tables above, kept so that a question of the whole archive does not go through all of it.
-- "dateline verify" makes it anew and compares.

-- How many there are of something: reports, events of a type, happenings of a month ...
CREATE TABLE counts (
    what TEXT NOT NULL,
    which TEXT NOT NULL,            -- a type, a day, an outlet; empty where there is one count only
    n INTEGER NOT NULL,
    PRIMARY KEY (what, which)
) WITHOUT ROWID;
CREATE TABLE party_counts (
    party INTEGER PRIMARY KEY REFERENCES parties,
    n_reports INTEGER NOT NULL,
    n_events INTEGER NOT NULL,      -- rows of parts
    n_statements INTEGER NOT NULL,  -- rows of parts
    n_said INTEGER NOT NULL,        -- statements of its own
    n_said_named INTEGER NOT NULL,  -- those whose report names the speaker
    n_reports_said INTEGER NOT NULL -- reports with any of these
);
CREATE INDEX party_counts_by_said ON party_counts (n_said_named) WHERE n_said_named > 1;
-- How many events bring two countries together.
CREATE TABLE ties (
    one INTEGER NOT NULL REFERENCES parties,
    other INTEGER NOT NULL REFERENCES parties,
    n_events INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
-- What brings two countries together, by period: as "dateline relations" tells it. What copies add counts for reports and
-- origins alone.
CREATE TABLE relation_counts (
    one INTEGER NOT NULL REFERENCES parties,
    other INTEGER NOT NULL REFERENCES parties,
    by TEXT NOT NULL,               -- day, week, month
    period TEXT NOT NULL,           -- empty where the day is not known
    what TEXT NOT NULL,             -- deeds, words; all that the period has
    standing TEXT NOT NULL,         -- asserted, attributed, planned, possible, denied; empty of all
    n INTEGER NOT NULL,             -- happenings
    n_by_one INTEGER NOT NULL,      -- those that the one does
    n_by_other INTEGER NOT NULL,
    intensity INTEGER NOT NULL,     -- the sum of the happenings' mean intensities, in millionths
    n_reports INTEGER NOT NULL,
    n_origins INTEGER NOT NULL,
    n_statements INTEGER NOT NULL,  -- in a row of all
    PRIMARY KEY (one, other, by, period, what, standing)
) WITHOUT ROWID;
-- How many reports of an origin bring two countries together on a day.
CREATE TABLE relation_origins (
    one INTEGER NOT NULL REFERENCES parties,
    other INTEGER NOT NULL REFERENCES parties,
    origin INTEGER NOT NULL REFERENCES origins,
    day TEXT NOT NULL,
    what TEXT NOT NULL,             -- deeds, words, said
    standing TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (one, other, origin, day, what, standing)
) WITHOUT ROWID;
-- Where events are told to have been. A row with an empty name counts for all names of one position.
CREATE TABLE spots (
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    precision TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    geonames INTEGER NOT NULL,      -- 0 where it is not known
    n_happenings INTEGER NOT NULL,
    n_reports INTEGER NOT NULL,
    PRIMARY KEY (lat, lon, precision, name, country, geonames)
) WITHOUT ROWID;
CREATE TABLE tellings (
    happening INTEGER PRIMARY KEY REFERENCES happenings ON DELETE CASCADE,
    n_events INTEGER NOT NULL,
    n_reports INTEGER NOT NULL,
    n_origins INTEGER NOT NULL,
    last_report TEXT NOT NULL,      -- the day; empty where it is not known
    is_odd INTEGER NOT NULL         -- whether its reports may contradict one another
);
CREATE INDEX tellings_by_last ON tellings (last_report);
CREATE INDEX tellings_by_last_of_many ON tellings (last_report) WHERE n_origins > 1;
CREATE INDEX tellings_by_last_of_odd ON tellings (last_report) WHERE is_odd;

-- What users have decided of two events, by their ids, so that it outlives a new reading.
CREATE TABLE decisions (
    key INTEGER PRIMARY KEY,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    is_same INTEGER NOT NULL,
    reason TEXT,
    run INTEGER NOT NULL REFERENCES runs,
    seal BLOB NOT NULL,
    UNIQUE (one, other)
);
CREATE INDEX decisions_by_other ON decisions (other);

-- Reports that were withdrawn: they are not taken in again.
CREATE TABLE retractions (
    report TEXT PRIMARY KEY,
    reason TEXT,
    run INTEGER NOT NULL REFERENCES runs,
    seal BLOB NOT NULL
) WITHOUT ROWID;

-- The hash of all rows that rest on a report, by which "dateline verify" knows a changed one.
CREATE TABLE seals (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    digest BLOB NOT NULL
);

CREATE VIEW report_origins AS
    SELECT r.key AS report, r.id, r.outlet, r.title, r.published, o.key AS origin, coalesce(o.name, 'not known') AS origin_name,
        r.story, r.key <> (SELECT min(first.key) FROM reports first WHERE first.story = r.story) AS is_copy
    FROM reports r JOIN stories s ON s.key = r.story JOIN origins o ON o.key = s.origin;

CREATE VIEW sentence_texts AS
    SELECT r.id AS report, r.outlet, r.published, n.number, substr(t.text, n.span_start + 1, n.span_end - n.span_start) AS words
    FROM sentences n JOIN reports r ON r.key = n.report JOIN texts t ON t.report = n.report;

CREATE VIEW quotations AS
    SELECT s.id, r.id AS report, r.outlet, r.published, s.kind, a.name AS speaker, a.country, a.sector, s.is_anonymous,
        (SELECT group_concat(v.name, ', ') FROM statement_via v WHERE v.statement = s.key) AS via,
        (SELECT group_concat(substr(t.text, p.span_start + 1, p.span_end - p.span_start), ' … ')
            FROM statement_pieces p WHERE p.statement = s.key) AS words
    FROM statements s JOIN reports r ON r.key = s.report JOIN texts t ON t.report = s.report
        LEFT JOIN actors a ON a.key = s.speaker;

CREATE VIEW told_events AS
    SELECT e.id, h.id AS happening, r.id AS report, r.outlet, r.published, e.type, e.mode, e.cameo, e.intensity, e.quad,
        e.factuality, e.standing, e.day, e.date_value AS told_date,
        (SELECT group_concat(a.name, '; ') FROM event_parties p JOIN actors a ON a.key = p.actor
            WHERE p.event = e.key AND p.role = 'source') AS sources,
        (SELECT group_concat(a.name, '; ') FROM event_parties p JOIN actors a ON a.key = p.actor
            WHERE p.event = e.key AND p.role = 'recipient') AS recipients,
        l.name AS place, l.country AS place_country,
        (SELECT substr(t.text, n.span_start + 1, n.span_end - n.span_start) FROM mentions m
            JOIN sentences n ON n.report = e.report AND n.number = m.sentence JOIN texts t ON t.report = e.report
            WHERE m.event = e.key ORDER BY m.number LIMIT 1) AS sentence
    FROM events e JOIN reports r ON r.key = e.report JOIN clusters c ON c.event = e.key
        JOIN happenings h ON h.key = c.happening LEFT JOIN places l ON l.key = e.place;

CREATE VIEW happening_counts AS
    SELECT h.id, h.type, count(DISTINCT e.report) AS n_reports, count(DISTINCT s.origin) AS n_origins, count(*) AS n_events,
        min(r.published) AS first_report, max(r.published) AS last_report, min(e.day) AS first_day
    FROM happenings h JOIN clusters c ON c.happening = h.key JOIN events e ON e.key = c.event
        JOIN reports r ON r.key = e.report JOIN stories s ON s.key = r.story
    GROUP BY h.key;

CREATE VIEW told_figures AS
    SELECT h.id AS happening, e.id AS event, r.id AS report, r.outlet, r.published, o.name AS origin, f.kind, f.low, f.high,
        f.is_approximate, substr(t.text, f.span_start + 1, f.span_end - f.span_start) AS words, v.kind AS giver_kind,
        coalesce(giver.name, speaker.name) AS giver
    FROM figures f JOIN events e ON e.key = f.event JOIN clusters c ON c.event = e.key
        JOIN happenings h ON h.key = c.happening JOIN reports r ON r.key = e.report
        JOIN stories s ON s.key = r.story JOIN origins o ON o.key = s.origin JOIN texts t ON t.report = e.report
        LEFT JOIN vouchers v ON v.event = f.event AND v.figure = f.number LEFT JOIN actors giver ON giver.key = v.actor
        LEFT JOIN statements said ON said.key = v.statement LEFT JOIN actors speaker ON speaker.key = said.speaker;
