-- Licences in the order of their ends, those without end last.
create index licenses_expiry_keyset on licenses(coalesce(expires_at, 'infinity'::timestamp), id);
