-- Whoever owns the tables may alter the record (migrations, the example content that is taken away again); nobody else.
-- Tables are named in full, and nobody can put one of their own in front.

CREATE OR REPLACE FUNCTION public.clinic_is_owner(of_table oid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.pg_has_role((SELECT relowner FROM pg_catalog.pg_class WHERE oid = of_table), 'USAGE')
$$;

-- Called with the columns that may be filled in once, and those that may be emptied; see record.toml.
CREATE OR REPLACE FUNCTION public.clinic_keep_record() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE was jsonb; is_now jsonb; changed text;
BEGIN
  IF public.clinic_is_owner(TG_RELID) THEN RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END IF;
  IF TG_OP = 'UPDATE' THEN
    was := to_jsonb(OLD); is_now := to_jsonb(NEW);
    FOR changed IN SELECT key FROM jsonb_object_keys(was) AS key WHERE was -> key IS DISTINCT FROM is_now -> key LOOP
      IF NOT (changed = ANY (string_to_array(TG_ARGV[0], ' ')) AND coalesce(was ->> changed, '') = ''
           OR changed = ANY (string_to_array(TG_ARGV[1], ' ')) AND is_now ->> changed IS NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = format('The record keeps %I of %I as it is', changed, TG_TABLE_NAME);
      END IF;
    END LOOP;
    RETURN NEW;
  END IF;
  -- A draft that was never published goes for ever with what was said of it.
  IF TG_OP = 'DELETE' AND to_jsonb(OLD) ? 'page_id' AND TG_ARGV[2] = 'with its draft' AND NOT EXISTS (
      SELECT 1 FROM public.wagtailcore_page WHERE id = (to_jsonb(OLD) ->> 'page_id')::bigint
      AND (live OR first_published_at IS NOT NULL)) THEN
    RETURN OLD;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = format('The record keeps the rows of %I', TG_TABLE_NAME);
END $$;

-- What was published stays, and stays known to have been.
CREATE OR REPLACE FUNCTION public.clinic_keep_published() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT public.clinic_is_owner(TG_RELID) AND (OLD.live OR OLD.first_published_at IS NOT NULL) THEN
    IF TG_OP = 'DELETE' OR NEW.id <> OLD.id OR (OLD.first_published_at IS NOT NULL AND NEW.first_published_at IS NULL) THEN
      RAISE insufficient_privilege USING MESSAGE = 'What was published stays in the record';
    END IF;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
