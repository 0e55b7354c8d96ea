-- What was given on a case that was merged counts for the one it lives on in.
CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into IS NOT NULL;
