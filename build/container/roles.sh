#!/usr/bin/env bash
# Run once by the database's image, when its volume is empty: the roles, and a database that only they enter.
set -euo pipefail

psql --username postgres --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" --set system="$SYSTEM_PASSWORD" \
    --set jobs="$JOBS_PASSWORD" <<'SQL'
CREATE ROLE financbase_owner  LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE financbase_app    LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'app';
CREATE ROLE financbase_system LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'system';
CREATE ROLE financbase_jobs   LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'jobs';
CREATE DATABASE financbase OWNER financbase_owner;
REVOKE ALL ON DATABASE financbase FROM PUBLIC;
GRANT CONNECT ON DATABASE financbase TO financbase_app, financbase_system, financbase_jobs;
SQL
