-- Full text over messages: words, subject and author in one column. Contentless, because the
-- messages table has the words already; no sizes, because hits are ordered by age, not by rank.
-- Merges are the writer's own business, off the commit path (see search.h).
CREATE VIRTUAL TABLE message_search USING fts5(
    words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO message_search (message_search, rank) VALUES ('automerge', 0);
INSERT INTO message_search (message_search, rank) VALUES ('crisismerge', 1000);
