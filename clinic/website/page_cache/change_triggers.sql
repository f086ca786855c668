-- What the triggers call. {column} holds the id of a page in some tables, {pages} is the table of pages.

-- The same page is noted once a transaction; one that changes very many is noted as a change of everything.
CREATE OR REPLACE FUNCTION clinic_note(changed bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE noted text := coalesce(current_setting('clinic.noted', true), ''); number bigint;
BEGIN
  IF noted = 'all' OR position(',' || changed || ',' in noted) > 0 THEN RETURN; END IF;
  IF length(noted) > 2000 THEN changed := NULL; END IF;
  INSERT INTO website_contentchange (page) VALUES (changed) RETURNING id INTO number;
  PERFORM set_config('clinic.noted', coalesce(noted || ',' || changed || ',', 'all'), true);
  DELETE FROM website_contentchange WHERE id IN (
    SELECT id FROM website_contentchange WHERE id < number - 1000 ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED);
END $$;
CREATE OR REPLACE FUNCTION clinic_note_everything() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM clinic_note(NULL); RETURN NULL; END $$;

CREATE OR REPLACE FUNCTION clinic_note_by_{column}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed bigint;
BEGIN
  FOREACH changed IN ARRAY ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.{column} END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.{column} END] LOOP
    IF changed IS NOT NULL AND (TG_TABLE_NAME = '{pages}' OR EXISTS (SELECT 1 FROM {pages} WHERE id = changed AND live))
    THEN PERFORM clinic_note(changed); END IF;
  END LOOP;
  RETURN NULL;
END $$;
