-- What is counted to bound it: failed guesses, requests, and who is kept out until when. Every process counts here, and a restart forgets
-- nothing. Keys are keyed hashes: no name and no address is in them. The layout is rate-limiter-flexible's.
create table platform.rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  -- Milliseconds since 1970.
  expire bigint
);
create index rate_limits_expire on platform.rate_limits (expire);

grant select, insert, update, delete on platform.rate_limits to :"runtime";
