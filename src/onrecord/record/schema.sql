-- The record: everything that onrecord read, who read it, and what people decided about it.
--
-- Conventions
--   * `id` is a hash of what the row names: the same input gives the same id.
--   * `by` says what made a row (`model:NAME@VERSION`, `rule:NAME`, `person:NAME`), `confidence`
--     from 0 to 1 how sure that is.
--   * Dates are text, ISO prefixes with the precision that the article gave: 2012, 2012-01,
--     2012-01-17.
--   * Offsets count characters (code points) of `article.text`, the end exclusive. A passage is
--     kept as `[start, end]`, passages as `[[start, end], …]`; the words are cut from the text.
--   * What was read from one article hangs on that article and speaks of its `member`s only. Who
--     the members are over the whole record is in `canonical`, which is replaced as a whole.
--   * The same file makes the tables in SQLite and in PostgreSQL.

-- What was done to the schema, one line for each migration; the highest number is its version.
CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    by TEXT NOT NULL                    -- the onrecord that applied it
);

-- Small facts about the record: `changes` counts what was written, `resolved` is the count at
-- which the actors were last worked out; `codebook` is the codebook in force, as YAML; `actors` is
-- the file of known actors, as it was given; `idle` are the decisions that find no actor.
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- == What was read ==

-- A file that was read to its end. Reading it again is skipped while its bytes and its reader are
-- the same.
CREATE TABLE source (
    path TEXT PRIMARY KEY,              -- as given to `read`
    sha256 TEXT NOT NULL,               -- of its bytes
    by TEXT NOT NULL,                   -- what read it: models and rules with their versions
    read_at TEXT NOT NULL
);

-- One article; the same text in two files is one article.
CREATE TABLE article (
    n INTEGER PRIMARY KEY,              -- a number for the full-text index
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL UNIQUE,          -- the first of its paths in alphabetical order
    headline TEXT,
    standfirst TEXT,
    byline TEXT,
    outlet TEXT,
    url TEXT,
    section TEXT,
    published TEXT,
    updated TEXT,
    language TEXT,
    words INTEGER NOT NULL,
    zones TEXT NOT NULL,                -- [[kind, start, end], …] in text order
    read_by TEXT NOT NULL,              -- the reader, as in `source`
    fingerprint TEXT NOT NULL,          -- a hash of all that is known about it besides its paths
    signature BLOB,                     -- MinHash, to find near copies
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL                  -- last, for it is long
);
CREATE INDEX article_published ON article (published);

-- Where the article stands: its file, or `file#12` for the twelfth of a file that holds many.
CREATE TABLE article_path (
    path TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    source TEXT NOT NULL,               -- the file, without #12
    sha256 TEXT NOT NULL
);
CREATE INDEX article_path_article ON article_path (article);
CREATE INDEX article_path_source ON article_path (source);

-- What could not be read, or not wholly; replaced when the source is read again.
CREATE TABLE problem (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL
);
CREATE INDEX problem_source ON problem (source);

-- == Who an article speaks of ==

-- One actor as one article knows it. `name` is the fullest name that the article gives, or the
-- words used where it names nobody (`named` is then 0).
CREATE TABLE member (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- person, organisation, group
    named INTEGER NOT NULL,
    aliases TEXT NOT NULL,              -- a JSON list
    gender TEXT,
    date TEXT,                          -- the article's, for offices that change hands
    mentions INTEGER NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id)
);

-- Words that stand for a member; without one, `candidates` lists who could be meant.
CREATE TABLE mention (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    form TEXT NOT NULL,                 -- name, surname, pronoun, office, description, collective
    member TEXT,
    candidates TEXT NOT NULL,           -- a JSON list
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, start_at, end_at),
    FOREIGN KEY (article, member) REFERENCES member (article, id)
);

-- A post that a person holds.
CREATE TABLE office (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    title TEXT NOT NULL,
    organisation TEXT,
    since TEXT,
    until TEXT,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, person) REFERENCES member (article, id),
    FOREIGN KEY (article, organisation) REFERENCES member (article, id)
);

-- What a member belongs to, leads, funds or is affiliated to.
CREATE TABLE affiliation (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    member TEXT NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TEXT,
    until TEXT,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, member) REFERENCES member (article, id),
    FOREIGN KEY (article, organisation) REFERENCES member (article, id)
);

-- == What an article says ==

-- Source, cue and content as they were heard, before they were coded.
CREATE TABLE attribution (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    zone TEXT NOT NULL,
    speaker TEXT,                       -- the member that the source stands for
    source TEXT,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    form TEXT NOT NULL,                 -- direct, indirect, mixed
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, speaker) REFERENCES member (article, id)
);

-- One utterance on something.
CREATE TABLE statement (
    n INTEGER PRIMARY KEY,              -- a number for the full-text index
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    zone TEXT NOT NULL,
    speaker TEXT,
    speaker_words TEXT,                 -- the words used where nobody is named
    organisation TEXT,                  -- whose voice it is
    source TEXT,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    form TEXT NOT NULL,
    act TEXT NOT NULL,                  -- claim, demand, pledge, threat, warning, …
    also TEXT,                          -- [[act, start, end], …]: other acts in single sentences
    condition TEXT,
    by_when TEXT,                       -- the words for when what is threatened … is to happen
    due TEXT,                           -- that day
    addressee TEXT,
    venue TEXT,
    said_on TEXT,
    tense TEXT NOT NULL,                -- said, announced
    day TEXT,                           -- said_on, else the day of the article
    start_at INTEGER NOT NULL,          -- where its first words stand
    words TEXT NOT NULL,                -- the words of the content
    words_key TEXT,                     -- a hash of these words, plain; none for three or fewer
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    UNIQUE (article, id),
    FOREIGN KEY (article, speaker) REFERENCES member (article, id),
    FOREIGN KEY (article, organisation) REFERENCES member (article, id)
);
CREATE INDEX statement_day ON statement (day, id);
CREATE INDEX statement_words ON statement (words_key);

-- Whom a statement is about or aimed at.
CREATE TABLE target (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    statement TEXT NOT NULL,
    member TEXT NOT NULL,
    place INTEGER NOT NULL,             -- 0 for the first target
    PRIMARY KEY (article, statement, member),
    FOREIGN KEY (article, statement) REFERENCES statement (article, id) ON DELETE CASCADE,
    FOREIGN KEY (article, member) REFERENCES member (article, id)
);

-- `source` supports (+1) or opposes (-1) `target`.
CREATE TABLE tie (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    sign INTEGER NOT NULL CHECK (sign IN (-1, 1)),
    statement TEXT,
    evidence TEXT NOT NULL,
    date TEXT,
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, source) REFERENCES member (article, id),
    FOREIGN KEY (article, target) REFERENCES member (article, id),
    FOREIGN KEY (article, statement) REFERENCES statement (article, id)
);

-- A speaker for (+1), against (-1) or neutral (0) on a concept of the codebook, or somebody of whom
-- the article itself tells so.
CREATE TABLE position (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    actor TEXT NOT NULL,
    organisation TEXT,
    concept TEXT NOT NULL,
    stance INTEGER NOT NULL CHECK (stance IN (-1, 0, 1)),
    statement TEXT,                     -- none where the article tells it
    evidence TEXT NOT NULL DEFAULT '[]', -- and the words that tell it
    date TEXT,
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, actor) REFERENCES member (article, id),
    FOREIGN KEY (article, organisation) REFERENCES member (article, id),
    FOREIGN KEY (article, statement) REFERENCES statement (article, id)
);

-- Who pays whom: an amount, a share (0 to 1) of something, or both.
CREATE TABLE payment (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    payer TEXT NOT NULL,
    beneficiary TEXT,
    amount DOUBLE PRECISION,            -- of a range its lower end
    amount_to DOUBLE PRECISION,         -- and its upper one
    currency TEXT,                      -- none where the article lost its sign
    currency_note TEXT,                 -- lost, by article, by outlet or doubtful; none where printed
    share DOUBLE PRECISION,
    share_of TEXT,
    period TEXT,                        -- as said
    since TEXT,
    until TEXT,
    status TEXT NOT NULL,               -- given, promised, withdrawn
    day TEXT,                           -- the day of the article
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, payer) REFERENCES member (article, id),
    FOREIGN KEY (article, beneficiary) REFERENCES member (article, id)
);
CREATE INDEX payment_day ON payment (day, id);

-- What a speaker binds themselves to.
CREATE TABLE pledge (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    pledger TEXT NOT NULL,
    what TEXT NOT NULL,
    amount DOUBLE PRECISION,
    currency TEXT,
    currency_note TEXT,
    amount_before DOUBLE PRECISION,     -- where the price was changed, what it was
    by_when TEXT,                       -- the words for the day it falls due
    due TEXT,                           -- that day
    funded_by TEXT,
    condition TEXT,
    status TEXT NOT NULL DEFAULT 'made', -- made, changed, withdrawn
    statement TEXT,
    day TEXT,                           -- the day of the statement, else of the article
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, pledger) REFERENCES member (article, id),
    FOREIGN KEY (article, statement) REFERENCES statement (article, id)
);
CREATE INDEX pledge_day ON pledge (day, id);

-- == What people decided ==

-- A person's decision; never deleted, only undone. What it says of a statement is found again
-- after an edit by the statement's id, else by path and words.
CREATE TABLE judgement (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                 -- merge, split, rename, apart, identify, statement
    subject TEXT NOT NULL,
    value TEXT NOT NULL,                -- a JSON object
    path TEXT,                          -- of the judged statement's article
    words TEXT,                         -- the judged statement's words
    start_at INTEGER,                   -- and where they stood
    who TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT
);
CREATE INDEX judgement_kind ON judgement (kind, undone_at);

-- The statement that a judgement speaks of now; a judgement without one is waiting.
CREATE TABLE attachment (
    judgement TEXT PRIMARY KEY REFERENCES judgement (id) ON DELETE CASCADE,
    statement TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE
);
CREATE INDEX attachment_statement ON attachment (statement);

-- == Worked out from all of the above, replaced as a whole ==

-- What the judgements on a statement come to.
CREATE TABLE correction (
    statement TEXT PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    wrong INTEGER NOT NULL,             -- 1: no statement at all, left out of every table
    fields TEXT NOT NULL,               -- a JSON object: field and right value
    speaker TEXT,                       -- the name of the right speaker, where that was judged
    actor TEXT,                         -- and the actor of that name
    day TEXT,                           -- the right day, where that was judged
    who TEXT NOT NULL
);
CREATE INDEX correction_actor ON correction (actor);

-- Who stands behind the members of one or many articles.
CREATE TABLE actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,              -- a JSON list
    first_seen TEXT,
    last_seen TEXT,
    external TEXT NOT NULL,             -- ids elsewhere, a JSON object
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL
);
CREATE INDEX actor_by_name ON actor (name, id);

-- The names by which an actor can be asked for, folded to lower case and single spaces.
CREATE TABLE actor_name (
    name TEXT NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    main INTEGER NOT NULL,              -- 1: the actor's own name, 0: an alias
    PRIMARY KEY (name, actor)
);
CREATE INDEX actor_name_actor ON actor_name (actor);

-- Which actor a member is. A member that could be several is in `candidate` instead.
CREATE TABLE canonical (
    member TEXT PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    confidence DOUBLE PRECISION NOT NULL
);
CREATE INDEX canonical_actor ON canonical (actor);

CREATE TABLE candidate (
    member TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (member, actor)
);
CREATE INDEX candidate_actor ON candidate (actor);

-- An article that repeats another: a wire story in a second outlet, an evening edition.
CREATE TABLE copy (
    article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    original TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX copy_original ON copy (original);

-- A statement with the words of an earlier one: one statement, several witnesses.
CREATE TABLE repeat (
    statement TEXT PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    first TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE
);
CREATE INDEX repeat_first ON repeat (first);

-- A statement's stance on a concept as learnt from what people coded by hand. Rules and people
-- outrank it.
CREATE TABLE coded (
    statement TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    concept TEXT NOT NULL,
    stance INTEGER NOT NULL CHECK (stance IN (-1, 0, 1)),
    confidence DOUBLE PRECISION NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (statement, concept)
);

-- A pledge that was made before: which earlier one it repeats, changes or withdraws.
CREATE TABLE pledge_turn (
    article TEXT NOT NULL,
    pledge TEXT NOT NULL,
    first_article TEXT NOT NULL,
    first TEXT NOT NULL,
    PRIMARY KEY (article, pledge),
    FOREIGN KEY (article, pledge) REFERENCES pledge (article, id) ON DELETE CASCADE,
    FOREIGN KEY (first_article, first) REFERENCES pledge (article, id) ON DELETE CASCADE
);
CREATE INDEX pledge_turn_first ON pledge_turn (first_article, first);

-- Who said a statement, people's corrections included, without what they struck out.
CREATE VIEW said AS
SELECT
    statement.id AS statement,
    statement.article AS article,
    coalesce(correction.day, statement.day) AS day,
    CASE WHEN correction.speaker IS NULL THEN canonical.actor ELSE correction.actor END AS actor
FROM statement
LEFT JOIN canonical ON canonical.member = statement.speaker
LEFT JOIN correction ON correction.statement = statement.id
WHERE correction.wrong IS NULL OR correction.wrong = 0;
