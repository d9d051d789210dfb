-- Granted and never used: triage is changed but not taken back, and only the sequencer's functions look at pending starts.
revoke delete on api.security_event_triage from atis_api;
revoke select on api.feed_pending_starts from atis_api;
