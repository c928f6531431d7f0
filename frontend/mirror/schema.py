"""The tables of a mirror. Whoever changes them raises the number: an older mirror is then made anew."""

SCHEMA_VERSION = 2

SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The short form of every thing, tombstones included. `card` is what lists show of it, as JSON.
CREATE TABLE things (
    content_id TEXT, locale TEXT, kind TEXT NOT NULL, state TEXT NOT NULL, path TEXT NOT NULL,
    url TEXT NOT NULL, published_at TEXT NOT NULL, updated_at TEXT NOT NULL, card TEXT NOT NULL,
    PRIMARY KEY (content_id, locale)
) WITHOUT ROWID;
CREATE INDEX things_by_kind ON things (kind, state, locale, content_id);

-- The whole form, compressed, apart from the short one, which is read far more often.
CREATE TABLE documents (
    content_id TEXT, locale TEXT, document BLOB NOT NULL, PRIMARY KEY (content_id, locale)
);

-- Who wants to answer at a path: the lowest role does, and among equals the first content_id.
CREATE TABLE claims (
    locale TEXT, path TEXT, role INTEGER, content_id TEXT, PRIMARY KEY (locale, path, role, content_id)
) WITHOUT ROWID;
CREATE INDEX claims_by_role ON claims (role, locale, path);

-- What is listed where. Positions count from the oldest, 0, so that what is new moves nothing.
CREATE TABLE entries (
    locale TEXT, list TEXT, published_at TEXT, content_id TEXT, position INTEGER NOT NULL,
    PRIMARY KEY (locale, list, published_at, content_id)
) WITHOUT ROWID;
CREATE INDEX entries_by_position ON entries (locale, list, position);

-- Every disclaimer that a live article of a locale carries, once, with how many carry it.
CREATE TABLE disclaimers (
    locale TEXT, digest TEXT, part TEXT NOT NULL, edition INTEGER NOT NULL, body TEXT NOT NULL,
    uses INTEGER NOT NULL, PRIMARY KEY (locale, digest)
) WITHOUT ROWID;

-- Where images are loaded from.
CREATE TABLE origins (
    origin TEXT, content_id TEXT, locale TEXT, PRIMARY KEY (origin, content_id, locale)
) WITHOUT ROWID;
CREATE INDEX origins_of_image ON origins (content_id, locale);

-- Files that are not yet as this mirror says, in the order of writing.
CREATE TABLE due (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL, maker TEXT NOT NULL,
    arguments TEXT NOT NULL
);
CREATE INDEX due_in_order ON due (rank, id);
"""
