"""What must be true of the database at every moment, whoever was killed in it, asked in SQL from outside."""

import json

QUESTIONS = {
    "a thing without its newest edition": """
        SELECT thing.id FROM editions_thing thing
        LEFT JOIN editions_edition current ON current.id = current_id
        WHERE current.id IS NULL OR thing.sequence <> current.sequence OR thing.state <> current.state
           OR current.number <> (SELECT max(number) FROM editions_edition WHERE thing_id = thing.id)""",
    "an edition missing, doubled, or out of order": """
        SELECT thing_id FROM editions_edition GROUP BY thing_id
        HAVING count(*) <> max(number) OR min(number) <> 1
        UNION ALL
        SELECT count(*) FROM editions_edition
        HAVING count(*) <> max(sequence) OR count(DISTINCT sequence) <> count(*)
            OR max(sequence) <> (SELECT sequence FROM editions_ledger)""",
    "a document that is not what its digest was taken of": """
        SELECT id FROM editions_edition WHERE encode(sha256(document), 'hex') <> digest""",
    "inclusions of an edition that is not current, or none of one that is": """
        SELECT inclusion.id FROM editions_inclusion inclusion
        JOIN editions_edition edition ON edition.id = edition_id
        JOIN editions_thing thing ON thing.id = thing_id
        WHERE inclusion.current <> (current_id = edition.id)
        UNION ALL
        SELECT thing.id FROM editions_thing thing WHERE kind = 'article' AND state = 'published'
        AND NOT EXISTS (SELECT 1 FROM editions_inclusion WHERE edition_id = current_id)""",
    "a thing without its route": """
        SELECT thing.id FROM editions_thing thing WHERE path IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM editions_route route
            WHERE (route.thing_id, route.path, route.locale) = (thing.id, thing.path, thing.locale))""",
    "an article that is live and not published, or the other way round": """
        SELECT page.id FROM wagtailcore_page page JOIN articles_articlepage ON page_ptr_id = page.id
        JOIN editions_thing thing ON content_id = page.translation_key AND thing.locale = 'en'
        WHERE page.live <> (thing.state = 'published') OR page.live AND page.title <> thing.title""",
    "a benefit that is not as it is published": """
        SELECT benefit.id FROM library_benefit benefit
        JOIN editions_thing thing ON content_id = translation_key AND thing.locale = 'en'
        WHERE benefit.title <> thing.title OR NOT benefit.live""",
}


def find_halves(connection):
    """What is only half done; each question sees one moment, between transactions."""
    return {
        wrong: rows for wrong, query in QUESTIONS.items() if (rows := connection.execute(query).fetchall())
    }


def count_pending(connection):
    return connection.execute("SELECT count(*) FROM publishing_pendingrecompile").fetchone()[0]


def count_cascades(connection):
    """Of those that were left to the background."""
    return connection.execute("SELECT count(*) FROM publishing_cascade").fetchone()[0]


def titles(connection):
    """Of every edition."""
    rows = connection.execute("SELECT document FROM editions_edition").fetchall()
    return {json.loads(bytes(document)).get("title") for (document,) in rows}
