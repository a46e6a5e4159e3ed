-- The trace in which the work was asked for (W3C Trace Context), so that a job's trace leads back to the request. It says nothing of anybody.
alter table platform.outbox add column traceparent text
  constraint outbox_traceparent_shape check (traceparent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
