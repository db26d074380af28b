-- The roles and the database of hoptac, for psql. May be run again at any time.
--
-- On a server of your own (PostgreSQL 15 or later), as a superuser or as a role with CREATEROLE and CREATEDB:
--   psql -X -v ON_ERROR_STOP=1 -d postgres -f bootstrap.sql        (-v database=NAME for another name than hoptac)
-- Then give the three roles passwords: \password hoptac_owner, \password hoptac_app, \password hoptac_rollup
--
--   hoptac_owner   owns the database and its tables; migrations sign in as it
--   hoptac_app     serves the pages; sees the rows of one organization at a time
--   hoptac_rollup  reads the indicators of an alliance and the registry, nothing else

SET client_min_messages = warning;

\if :{?database}
\else
  \set database hoptac
\endif

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['hoptac_owner', 'hoptac_app', 'hoptac_rollup'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted);
    END IF;
  END LOOP;
  -- A role that was there before keeps its rights; with too many of them the organizations would not be kept apart.
  IF EXISTS (
    SELECT FROM pg_catalog.pg_roles
    WHERE rolname IN ('hoptac_owner', 'hoptac_app', 'hoptac_rollup') AND (rolsuper OR rolbypassrls)
  ) OR pg_has_role('hoptac_app', 'hoptac_owner', 'MEMBER') OR pg_has_role('hoptac_rollup', 'hoptac_owner', 'MEMBER') THEN
    RAISE EXCEPTION 'a hoptac role is a superuser, bypasses row-level security, or is a member of hoptac_owner';
  END IF;
  -- An administrator who is no superuser may only give the database to a role it belongs to.
  IF NOT pg_has_role(current_user, 'hoptac_owner', 'USAGE') THEN
    EXECUTE format('GRANT hoptac_owner TO %I', current_user);
  END IF;
END
$$;

-- Text compares byte by byte, the same on every machine and after every upgrade of the operating system; names are sorted
-- the Vietnamese way by a key of the application's own. Letters are classed by Unicode.
SELECT
  NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'database') AS is_new,
  current_setting('server_version_num')::int >= 170000 AS has_builtin_locale
\gset
\if :is_new
  \if :has_builtin_locale
    CREATE DATABASE :"database" OWNER hoptac_owner TEMPLATE template0 ENCODING 'UTF8'
      LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C';
  \else
    CREATE DATABASE :"database" OWNER hoptac_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
  \endif
\endif

ALTER DATABASE :"database" SET timezone TO 'UTC';
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO hoptac_app, hoptac_rollup;

\connect :"database"
SET client_min_messages = warning;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO hoptac_owner;
GRANT USAGE ON SCHEMA public TO hoptac_app, hoptac_rollup;
