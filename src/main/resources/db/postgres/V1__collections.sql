-- Each collection has a table of documents of its own, and each generation of its vectors a table of passages, made like
-- the two templates at the end. A collection that goes leaves nothing to be cleared away row by row.

DO $$ BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database is in %, and has to be in UTF8', current_setting('server_encoding');
    END IF;
END $$;

CREATE EXTENSION IF NOT EXISTS vector;

DO $$
DECLARE found text := (SELECT extversion FROM pg_extension WHERE extname = 'vector');
BEGIN
    IF string_to_array(found, '.')::integer[] < '{0,8}' THEN
        RAISE EXCEPTION 'the database has pgvector %, and needs 0.8.0 or newer: ALTER EXTENSION vector UPDATE', found;
    END IF;
END $$;

CREATE TABLE collection (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    model text NOT NULL,
    metric text NOT NULL,
    storage text NOT NULL,
    -- 0 where documents are not split.
    chunk_tokens integer NOT NULL,
    chunk_overlap integer NOT NULL,
    description text NOT NULL,
    documents bigint NOT NULL DEFAULT 0,
    -- Grows with every write, so that processes know whether what they remember still holds.
    changes bigint NOT NULL DEFAULT 0,
    created timestamptz NOT NULL DEFAULT now(),
    updated timestamptz NOT NULL DEFAULT now()
);

-- Vectors of one model: those that are searched, and perhaps others in the making.
CREATE TABLE generation (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection bigint NOT NULL REFERENCES collection ON DELETE CASCADE,
    is_current boolean NOT NULL,
    fingerprint text NOT NULL,
    dimensions integer NOT NULL,
    -- Places given so far, those that are empty by now included.
    places integer NOT NULL DEFAULT 0,
    passages integer NOT NULL DEFAULT 0,
    UNIQUE (collection, is_current)
);

CREATE TABLE map (
    generation bigint REFERENCES generation ON DELETE CASCADE,
    components integer,
    version bigserial,
    bytes bytea NOT NULL,
    PRIMARY KEY (generation, components)
);

-- Tables that are dropped as soon as nobody reads them any more.
CREATE TABLE left_over (name text PRIMARY KEY);

CREATE TABLE document_template (
    doc bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    updated timestamptz NOT NULL,
    -- As it was sent.
    metadata text NOT NULL,
    -- The different values of each field, in a list.
    fields jsonb NOT NULL,
    text text NOT NULL
);
CREATE INDEX ON document_template USING gin (fields jsonb_path_ops);

CREATE TABLE passage_template (
    place integer PRIMARY KEY,
    doc bigint NOT NULL,
    start integer NOT NULL,
    stop integer NOT NULL,
    tokens integer NOT NULL,
    truncated boolean NOT NULL,
    vector vector NOT NULL
);
CREATE INDEX ON passage_template (doc);
